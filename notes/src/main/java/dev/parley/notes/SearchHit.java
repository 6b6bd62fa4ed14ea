package dev.parley.notes;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that holds what was searched for.
 *
 * @param section where it stands
 * @param line the line in the note's file, from 1
 * @param snippet the line as it is written, cut to a readable length
 * @param code whether the line is one of a block of code, in which Markdown has no marks
 * @param score the higher, the better; comparable within one search only
 */
public record SearchHit(
    Note note, Optional<Section> section, int line, String snippet, boolean code, double score) {
  private static final Pattern CODE = Pattern.compile("(?<!`)(`+)(?!`)(.+?)(?<!`)\\1(?!`)");

  /** Stands for a piece of code while the marks are taken away; no character of any script. */
  private static final String HELD = "\uFFFF";

  /** The line as a reader sees it: without the marks of Markdown, but with all of its code. */
  public String text() {
    if (code) {
      return snippet.strip();
    }
    Matcher pieces = CODE.matcher(snippet.replace(HELD, ""));
    List<String> held = pieces.results().map(piece -> piece.group(2).strip()).toList();
    Iterator<String> next = held.iterator();
    return Pattern.compile(HELD)
        .matcher(unmarked(pieces.replaceAll(HELD)))
        .replaceAll(place -> Matcher.quoteReplacement(next.next()));
  }

  private static String unmarked(String line) {
    return line.replaceFirst("^\\s*(?:>\\s*|[-*+]\\s+|\\d{1,9}[.)]\\s+|#{1,6}\\s+)*", "")
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
