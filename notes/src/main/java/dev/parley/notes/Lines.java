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
    // Searching is what the machine does fastest; carriage returns alone are a rarity.
    int lone = nextLone(text, 0);
    int feed = next(text, 0);
    while (Math.min(feed, lone) < length) {
      int at = Math.min(feed, lone);
      add(at + 1);
      if (at == lone) {
        lone = nextLone(text, at + 1);
      } else {
        feed = next(text, at + 1);
      }
    }
  }

  private static int next(String text, int from) {
    int at = text.indexOf('\n', from);
    return at < 0 ? Integer.MAX_VALUE : at;
  }

  private int nextLone(String text, int from) {
    int at = text.indexOf('\r', from);
    while (at >= 0 && at + 1 < length && text.charAt(at + 1) == '\n') {
      at = text.indexOf('\r', at + 2);
    }
    return at < 0 ? Integer.MAX_VALUE : at;
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
