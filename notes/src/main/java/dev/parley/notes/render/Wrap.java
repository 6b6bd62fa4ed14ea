package dev.parley.notes.render;

import java.util.Arrays;

/**
 * Cuts text into lines of at most so many columns: at spaces, between wide characters, after a
 * zero-width space; in the middle of a word only if the word alone is too long. Spaces at the cuts
 * are dropped.
 */
final class Wrap {
  // A line never begins with these; and never ends with an opening bracket of theirs.
  private static final String NOT_FIRST = "、。，．！？：；）」』】》〉〕］｝ー…";
  private static final String NOT_LAST = "（「『【《〈〔［｛";

  private int[] ranges = new int[32];
  private int count;

  /** The number of lines; a text without any is none. */
  int count() {
    return count;
  }

  int start(int line) {
    return ranges[line * 2];
  }

  int end(int line) {
    return ranges[line * 2 + 1];
  }

  void cut(StyledText text, int columns) {
    cut(text, columns, columns);
  }

  /**
   * Finds the lines of a text.
   *
   * @param first the columns of the first line
   * @param columns the columns of all others
   */
  void cut(StyledText text, int first, int columns) {
    count = 0;
    if (text.isSimple()) {
      cutSimple(text, Math.max(1, first), Math.max(1, columns));
    } else {
      cutAny(text, first, columns);
    }
  }

  /** Characters are columns here: only the ends of the lines have to be looked at. */
  private void cutSimple(StyledText text, int first, int columns) {
    int width = first;
    int start = 0;
    while (text.length() - start > width) {
      int end = start + width;
      while (end > start && text.charAt(end) != ' ') {
        end--;
      }
      if (end > start) {
        add(start, end);
        start = end + 1;
      } else {
        add(start, start + width);
        start += width;
      }
      width = columns;
    }
    if (start < text.length()) {
      add(start, text.length());
    }
  }

  private void cutAny(StyledText text, int first, int columns) {
    int width = Math.max(1, first);
    int length = text.length();
    int lineStart = 0;
    int column = 0;
    int breakEnd = -1;
    int breakNext = -1;
    int breakColumn = 0;
    boolean afterWide = false;
    for (int i = 0; i < length; ) {
      char c = text.charAt(i);
      if (c == '\n') {
        add(lineStart, i);
        width = Math.max(1, columns);
        lineStart = ++i;
        column = 0;
        breakNext = -1;
        afterWide = false;
        continue;
      }
      int end = i + 1;
      int size = 1;
      if (!Columns.isSimple(c) || (end < length && !Columns.isSimple(text.charAt(end)))) {
        end = Columns.clusterEnd(text, i, length);
        size = Columns.of(text, i, end);
      }
      boolean wide = size > 1;
      boolean blank = c == ' ' || c == 0x200b;
      if (i > lineStart && (wide || afterWide) && !blank && mayPart(text, i)) {
        breakEnd = i;
        breakNext = i;
        breakColumn = column;
      }
      while (!blank && column + size > width && i > lineStart) {
        if (breakNext > lineStart) {
          add(lineStart, breakEnd);
          lineStart = breakNext;
          column -= breakColumn;
        } else {
          add(lineStart, i);
          lineStart = i;
          column = 0;
        }
        width = Math.max(1, columns);
        breakNext = -1;
      }
      column += size;
      if (blank) {
        breakEnd = i;
        breakNext = end;
        breakColumn = column;
      }
      afterWide = wide;
      i = end;
    }
    if (lineStart < length) {
      add(lineStart, length);
    }
  }

  private static boolean mayPart(StyledText text, int at) {
    return NOT_FIRST.indexOf(text.charAt(at)) < 0
        && text.charAt(at - 1) != 0xa0
        && NOT_LAST.indexOf(text.charAt(at - 1)) < 0;
  }

  private void add(int start, int end) {
    if (count * 2 == ranges.length) {
      ranges = Arrays.copyOf(ranges, count * 4);
    }
    ranges[count * 2] = start;
    ranges[count * 2 + 1] = end;
    count++;
  }
}
