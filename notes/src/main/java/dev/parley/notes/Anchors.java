package dev.parley.notes;

import java.util.Map;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;

/**
 * Which nodes of the parsed document are what.
 *
 * @param sections the sections by their headings
 * @param cells the cells by their fences
 * @param outputs the cells by the fences that hold what they print
 */
public record Anchors(
    Map<Heading, Section> sections,
    Map<FencedCodeBlock, Cell> cells,
    Map<FencedCodeBlock, Cell> outputs) {
  public Anchors {
    sections = Map.copyOf(sections);
    cells = Map.copyOf(cells);
    outputs = Map.copyOf(outputs);
  }
}
