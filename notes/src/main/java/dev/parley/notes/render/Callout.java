package dev.parley.notes.render;

import java.util.Locale;
import java.util.Optional;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/**
 * A quote that begins with {@code [!type]}: an alert of GitHub's, or a callout of Obsidian's, which
 * may have a title, and a sign that it can be folded.
 *
 * @param type in lower case
 * @param length how many characters of the first text the mark takes
 */
record Callout(String type, int length) {
  private static final int MAX_TYPE = 40;

  static Optional<Callout> of(BlockQuote quote) {
    if (!(quote.getFirstChild() instanceof Paragraph paragraph)
        || !(paragraph.getFirstChild() instanceof Text text)) {
      return Optional.empty();
    }
    String literal = text.getLiteral();
    int close = literal.indexOf(']');
    if (!literal.startsWith("[!") || close < 3 || close > MAX_TYPE) {
      return Optional.empty();
    }
    // What stands behind a bar is for style sheets.
    int bar = literal.indexOf('|');
    String type = literal.substring(2, bar > 2 && bar < close ? bar : close).strip();
    if (type.isEmpty()
        || !type.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_')) {
      return Optional.empty();
    }
    int end = close + 1;
    if (end < literal.length() && (literal.charAt(end) == '+' || literal.charAt(end) == '-')) {
      end++;
    }
    return Optional.of(new Callout(type.toLowerCase(Locale.ROOT), end));
  }

  /** What stands above it if it has no title of its own. */
  String name() {
    return Character.toUpperCase(type.charAt(0)) + type.substring(1);
  }

  Ink ink() {
    return switch (type) {
      case "tip", "hint", "success", "check", "done" -> Ink.PASSED;
      case "warning", "attention", "important", "question", "help", "faq" -> Ink.ATTENTION;
      case "caution", "danger", "error", "bug", "failure", "fail", "missing" -> Ink.FAILED;
      case "quote", "cite" -> Ink.QUIET;
      default -> Ink.NOTE;
    };
  }

  /** Whether nothing stands behind the mark in its line. */
  boolean titleIsBlank(Node first) {
    Node next = first.getNext();
    return rest(first).isBlank()
        && (next == null || next instanceof SoftLineBreak || next instanceof HardLineBreak);
  }

  /** The text of the first line behind the mark. */
  String rest(Node first) {
    return ((Text) first).getLiteral().substring(length).stripLeading();
  }
}
