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
 * @param marks the slugs of the sections by the names that stand in them: {@code ^x} is that of a
 *     block, {@code x} that of an anchor of HTML
 */
public record Anchors(
    Map<Heading, Section> sections,
    Map<FencedCodeBlock, Cell> cells,
    Map<FencedCodeBlock, Cell> outputs,
    Map<String, String> marks) {
  public Anchors {
    sections = Map.copyOf(sections);
    cells = Map.copyOf(cells);
    outputs = Map.copyOf(outputs);
    marks = Map.copyOf(marks);
  }
}
