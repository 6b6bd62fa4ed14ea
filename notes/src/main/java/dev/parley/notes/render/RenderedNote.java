package dev.parley.notes.render;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A note as it stands on the terminal.
 *
 * @param lines from top to bottom, none wider than was asked for
 * @param sections the line, from 0, on which each section begins, by its slug
 * @param cells the line on which each cell begins, by its number
 * @param links the links in the order of their numbers
 */
public record RenderedNote(
    List<RenderedLine> lines,
    Map<String, Integer> sections,
    Map<Integer, Integer> cells,
    List<NumberedLink> links) {
  public RenderedNote {
    lines = List.copyOf(lines);
    sections = Map.copyOf(sections);
    cells = Map.copyOf(cells);
    links = List.copyOf(links);
  }

  /**
   * Writes all lines, each with a line feed.
   *
   * @param ansi with the theme's escapes; else the bare text
   */
  public void writeTo(Appendable out, boolean ansi) throws IOException {
    for (RenderedLine line : lines) {
      line.appendTo(out, ansi);
      out.append('\n');
    }
  }
}
