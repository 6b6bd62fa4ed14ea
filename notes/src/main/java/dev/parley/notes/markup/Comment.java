package dev.parley.notes.markup;

import org.commonmark.node.CustomNode;

/** A comment inside a paragraph: not shown. */
public final class Comment extends CustomNode {
  Comment() {}
}
