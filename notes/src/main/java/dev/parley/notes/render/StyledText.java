package dev.parley.notes.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Text with a style for each character, as it is collected before it is wrapped. A line feed in it
 * is a hard break. Reused from block to block.
 */
final class StyledText implements CharSequence {
  private char[] chars = new char[256];
  private int[] styles = new int[256];
  private int length;
  private final List<LinkSpan> links = new ArrayList<>();

  void clear() {
    length = 0;
    links.clear();
  }

  /** Adds text as it is; it has to be safe already. */
  void append(String text, int style) {
    int more = text.length();
    room(more);
    text.getChars(0, more, chars, length);
    Arrays.fill(styles, length, length + more, style);
    length += more;
  }

  void append(char c, int style) {
    room(1);
    chars[length] = c;
    styles[length++] = style;
  }

  /** Adds running text: safe already, any run of blanks becomes one space. */
  void flow(String text, int style) {
    room(text.length());
    for (int i = 0, end = text.length(); i < end; i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\t' || c == '\n') {
        if (length == 0 || chars[length - 1] == ' ' || chars[length - 1] == '\n') {
          continue;
        }
        c = ' ';
      }
      chars[length] = c;
      styles[length++] = style;
    }
  }

  void link(int start, String uri) {
    if (length > start) {
      links.add(new LinkSpan(start, length, uri));
    }
  }

  List<LinkSpan> links() {
    return links;
  }

  void paint(int from, int to, int style) {
    Arrays.fill(styles, from, to, style);
  }

  int style(int at) {
    return styles[at];
  }

  void trimEnd() {
    while (length > 0 && (chars[length - 1] == ' ' || chars[length - 1] == '\n')) {
      length--;
    }
  }

  private void room(int more) {
    if (length + more > chars.length) {
      int size = Math.max(chars.length * 2, length + more);
      chars = Arrays.copyOf(chars, size);
      styles = Arrays.copyOf(styles, size);
    }
  }

  void copyTo(StringBuilder target, int from, int to) {
    target.append(chars, from, to - from);
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return chars[index];
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new String(chars, start, end - start);
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }
}
