package dev.parley.notes;

import java.util.Optional;

/**
 * A line that holds what was searched for.
 *
 * @param section where it stands
 * @param line the line in the note's file, from 1
 * @param snippet the line as it is written, cut to a readable length
 * @param score the higher, the better; comparable within one search only
 */
public record SearchHit(
    Note note, Optional<Section> section, int line, String snippet, double score) {

  /** The line as a reader sees it: without the marks of Markdown. */
  public String text() {
    return snippet
        .replaceFirst("^\\s*(?:>\\s*|[-*+]\\s+|\\d{1,9}[.)]\\s+|#{1,6}\\s+)*", "")
        .replaceFirst("^\\[![^\\[\\]]+][+-]?\\s*", "")
        .replaceAll("\\[\\^[^\\[\\]\\s]+]:?", "")
        .replaceAll("!?\\[\\[(?:[^\\[\\]|]*\\|)?([^\\[\\]]*)]]", "$1")
        .replaceAll("!?\\[([^\\[\\]]*)]\\([^()]*\\)", "$1")
        .replaceAll("\\*\\*|__|~~|==|`", "")
        .replaceAll("(?<![\\p{L}\\d*])\\*(?!\\s)([^*]+)\\*(?![\\p{L}\\d*])", "$1")
        .replaceFirst("\\s\\^[A-Za-z0-9-]+\\s*$", "")
        .replaceAll("^\\||\\|$", "")
        .replaceAll("\\s*\\|\\s*", " · ")
        .strip();
  }
}
