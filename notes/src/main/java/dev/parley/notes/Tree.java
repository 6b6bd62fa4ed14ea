package dev.parley.notes;

import dev.parley.notes.markup.Formula;
import dev.parley.notes.markup.FormulaBlock;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** Walks over a parsed document without recursion: no note is too deep for the stack. */
final class Tree {
  private Tree() {}

  /** The node after this one in the order of the text, below the given root. */
  static @Nullable Node next(Node node, Node root) {
    Node child = node.getFirstChild();
    return child != null ? child : nextOutside(node, root);
  }

  /** The node after this one and all that is in it. */
  static @Nullable Node nextOutside(Node node, Node root) {
    Node at = node;
    while (at != root) {
      if (at.getNext() != null) {
        return at.getNext();
      }
      Node parent = at.getParent();
      if (parent == null) {
        return null;
      }
      at = parent;
    }
    return null;
  }

  /** The text of a heading or paragraph without its markup, in one line. */
  static String text(Node root) {
    StringBuilder text = new StringBuilder();
    for (Node node = root.getFirstChild(); node != null; node = next(node, root)) {
      append(node, text);
    }
    return text.toString().strip();
  }

  /** Adds the text of this very node, if it has any. */
  static void append(Node node, StringBuilder text) {
    if (node instanceof Text plain) {
      text.append(plain.getLiteral());
    } else if (node instanceof Code code) {
      text.append(code.getLiteral());
    } else if (node instanceof WikiLink link) {
      text.append(link.text());
    } else if (node instanceof Formula formula) {
      text.append(formula.literal());
    } else if (node instanceof FormulaBlock formula) {
      text.append(formula.literal());
    } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
      text.append(' ');
    }
  }
}
