package dev.parley.notes.markup;

import org.commonmark.node.CustomBlock;

/** A comment of several lines: not shown. What stands behind its end is its only child. */
public final class CommentBlock extends CustomBlock {
  private boolean closed;

  CommentBlock() {}

  void close() {
    closed = true;
  }

  /** Whether it has an end; without one it hides all that follows. */
  public boolean isClosed() {
    return closed;
  }
}
