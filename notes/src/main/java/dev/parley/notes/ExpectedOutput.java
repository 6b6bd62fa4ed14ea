package dev.parley.notes;

import java.util.List;

/**
 * What the note says that a cell prints: the {@code output} fence right after it.
 *
 * @param lines the lines, without what the fence stands in; {@code ...} stands for any lines,
 *     {@code <...>} for any text in a line
 * @param fence where they stand
 */
public record ExpectedOutput(List<String> lines, Fence fence) {
  public ExpectedOutput {
    lines = List.copyOf(lines);
  }
}
