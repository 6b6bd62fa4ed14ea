package dev.parley.notes.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Text with styles, as it is collected before it is wrapped. A line feed in it is a hard break.
 * Reused from block to block.
 */
final class StyledText implements CharSequence {
  private char[] chars;
  private int length;
  // A run of one style ends where the next one begins.
  private int[] ends = new int[4];
  private int[] styles = new int[4];
  private int runs;
  private boolean simple = true;
  private final List<LinkSpan> links = new ArrayList<>();

  StyledText() {
    this(256);
  }

  /**
   * @param capacity characters that it is likely to hold
   */
  StyledText(int capacity) {
    chars = new char[capacity];
  }

  void clear() {
    length = 0;
    runs = 0;
    simple = true;
    if (!links.isEmpty()) {
      links.clear();
    }
  }

  /** Whether every character is one column wide, joins with none, and there is no line feed. */
  boolean isSimple() {
    return simple;
  }

  /** Adds text as it is; it has to be safe already. */
  void append(String text, int style) {
    int more = text.length();
    room(more);
    text.getChars(0, more, chars, length);
    for (int i = length; i < length + more && simple; i++) {
      simple = Columns.isSimple(chars[i]);
    }
    extend(length + more, style);
  }

  /** Adds another text with its styles and links. */
  void append(StyledText other) {
    int offset = length;
    int from = 0;
    for (int run = 0; run < other.runs; run++) {
      append(new String(other.chars, from, other.ends[run] - from), other.styles[run]);
      from = other.ends[run];
    }
    for (LinkSpan link : other.links) {
      links.add(new LinkSpan(link.start() + offset, link.end() + offset, link.uri()));
    }
  }

  void append(char c, int style) {
    room(1);
    chars[length] = c;
    simple &= Columns.isSimple(c);
    extend(length + 1, style);
  }

  void space(int style) {
    if (length > 0 && chars[length - 1] != ' ' && chars[length - 1] != '\n') {
      append(' ', style);
    }
  }

  /** Adds foreign running text: made safe, any run of blanks becomes one space. */
  void flow(String text, int style) {
    int more = text.length();
    room(more);
    text.getChars(0, more, chars, length);
    char before = length == 0 ? ' ' : chars[length - 1];
    boolean blank = before == ' ' || before == '\n';
    boolean safe = false;
    int to = length;
    for (int i = length, end = length + more; i < end; i++) {
      char c = chars[i];
      if (c > ' ' && c < 0x7f) {
        blank = false;
        chars[to++] = c;
      } else if (c == ' ' || c == '\t' || c == '\n') {
        if (!blank) {
          chars[to++] = ' ';
        }
        blank = true;
      } else {
        if (!Columns.isSimple(c)) {
          simple = false;
          if (!safe && SafeText.isSuspect(c)) {
            String clean = SafeText.clean(text);
            if (!clean.equals(text)) {
              flow(clean, style);
              return;
            }
            safe = true;
          }
        }
        blank = false;
        chars[to++] = c;
      }
    }
    extend(to, style);
  }

  void link(int start, String uri) {
    if (length > start) {
      links.add(new LinkSpan(start, length, uri));
    }
  }

  List<LinkSpan> links() {
    return links;
  }

  /** Gives a part another style; parts have to be painted from left to right. */
  void paint(int from, int to, int style) {
    if (from >= to || runs == 0) {
      return;
    }
    int base = styles[runs - 1];
    int end = ends[runs - 1];
    int start = runs == 1 ? 0 : ends[runs - 2];
    if (from == start) {
      runs--;
    } else {
      ends[runs - 1] = from;
    }
    run(to, style);
    if (to < end) {
      run(end, base);
    }
  }

  /** The run that holds a character. */
  int runAt(int index) {
    int found = Arrays.binarySearch(ends, 0, runs, index);
    return found >= 0 ? found + 1 : -found - 1;
  }

  int runEnd(int run) {
    return ends[run];
  }

  int runStyle(int run) {
    return styles[run];
  }

  void trimEnd() {
    while (length > 0 && (chars[length - 1] == ' ' || chars[length - 1] == '\n')) {
      length--;
    }
    while (runs > 0 && (runs == 1 ? 0 : ends[runs - 2]) >= length) {
      runs--;
    }
    if (runs > 0) {
      ends[runs - 1] = length;
    }
  }

  private void extend(int to, int style) {
    if (to > length) {
      length = to;
      run(to, style);
    }
  }

  private void run(int end, int style) {
    if (runs > 0 && styles[runs - 1] == style) {
      ends[runs - 1] = end;
      return;
    }
    if (runs == ends.length) {
      ends = Arrays.copyOf(ends, runs * 2);
      styles = Arrays.copyOf(styles, runs * 2);
    }
    ends[runs] = end;
    styles[runs++] = style;
  }

  private void room(int more) {
    if (length + more > chars.length) {
      chars = Arrays.copyOf(chars, Math.max(chars.length * 2, length + more));
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
