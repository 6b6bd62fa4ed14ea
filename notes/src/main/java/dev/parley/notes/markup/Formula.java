package dev.parley.notes.markup;

import org.commonmark.node.CustomNode;

/** A formula inside a paragraph. */
public final class Formula extends CustomNode {
  private final String literal;

  Formula(String literal) {
    this.literal = literal;
  }

  /** The formula as it is written, with its dollars; may have several lines. */
  public String literal() {
    return literal;
  }

  /** Whether it stands on lines of its own: between two dollars at each end. */
  public boolean isDisplayed() {
    return literal.startsWith("$$");
  }
}
