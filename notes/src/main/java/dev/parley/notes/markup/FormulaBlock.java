package dev.parley.notes.markup;

import org.commonmark.node.CustomBlock;

/** A formula that is a block of its own. */
public final class FormulaBlock extends CustomBlock {
  private final StringBuilder lines = new StringBuilder();

  void add(CharSequence line) {
    lines.append(line).append('\n');
  }

  /** The formula as it is written, line by line, with its dollars. */
  public String literal() {
    return lines.toString();
  }
}
