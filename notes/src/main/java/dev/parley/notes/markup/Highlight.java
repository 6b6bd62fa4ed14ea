package dev.parley.notes.markup;

import org.commonmark.node.CustomNode;

/** Text that is marked as with a felt pen. */
public final class Highlight extends CustomNode {
  Highlight() {}
}
