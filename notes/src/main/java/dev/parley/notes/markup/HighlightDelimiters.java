package dev.parley.notes.markup;

import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.delimiter.DelimiterProcessor;
import org.commonmark.parser.delimiter.DelimiterRun;

/** What two pairs of {@code ==} make of the text between them. */
final class HighlightDelimiters implements DelimiterProcessor {
  private static final int LENGTH = 2;

  @Override
  public char getOpeningCharacter() {
    return '=';
  }

  @Override
  public char getClosingCharacter() {
    return '=';
  }

  @Override
  public int getMinLength() {
    return LENGTH;
  }

  @Override
  public int process(DelimiterRun opening, DelimiterRun closing) {
    if (opening.length() < LENGTH || closing.length() < LENGTH) {
      return 0;
    }
    Text opener = opening.getOpener();
    Text closer = closing.getCloser();
    Node highlight = new Highlight();
    Node node = opener.getNext();
    while (node != null && node != closer) {
      Node next = node.getNext();
      highlight.appendChild(node);
      node = next;
    }
    opener.insertAfter(highlight);
    return LENGTH;
  }
}
