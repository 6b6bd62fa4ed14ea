package dev.parley.notes;

import java.util.List;

/**
 * A heading and what stands below it, up to the next heading of any level.
 *
 * @param number counted from 1 through the note
 * @param title the heading's text without any markup
 * @param slug the name in {@code note#slug}; unique in its note
 * @param level 1 to 6; 0 for what stands before the first heading
 * @param startLine the line of the heading, from 1
 * @param startOffset where that line begins in the source, in characters
 * @param cells the cells that stand in it, subsections excluded
 */
public record Section(
    int number,
    String title,
    String slug,
    int level,
    int startLine,
    int startOffset,
    List<Cell> cells) {
  public Section {
    cells = List.copyOf(cells);
  }
}
