package dev.parley.notes;

import java.util.Arrays;

/** Where the lines of a text begin. A line ends with a line feed, a carriage return or both. */
final class Lines {
  private int[] starts = new int[64];
  private int count;
  private final int length;

  Lines(String text, int length) {
    this.length = length;
    add(0);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !(i + 1 < length && text.charAt(i + 1) == '\n'))) {
        add(i + 1);
      }
    }
  }

  private void add(int start) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
    }
    starts[count++] = start;
  }

  int count() {
    return count;
  }

  /** Where a line begins, counted from 0; the end of the text for the line after the last. */
  int start(int line) {
    return line < count ? starts[line] : length;
  }

  /** The line, counted from 0, that holds this character. */
  int lineAt(int offset) {
    int found = Arrays.binarySearch(starts, 0, count, offset);
    return found >= 0 ? found : -found - 2;
  }

  /** The longest line, its terminator included. */
  int longest() {
    int longest = 0;
    for (int i = 0; i < count; i++) {
      longest = Math.max(longest, start(i + 1) - starts[i]);
    }
    return longest;
  }
}
