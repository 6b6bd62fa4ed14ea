package dev.parley.notes.render;

import org.jline.utils.WCWidth;

/**
 * How wide text is on a terminal: never less than JLine's {@code columnLength}, so that it fits
 * there too; characters that belong together are never parted.
 */
final class Columns {
  private static final int JOINER = 0x200d;

  /** Asks for the picture of a character that has a plain form too: two columns wide. */
  private static final int PICTURE = 0xfe0f;

  /** More characters than this on top of one another are no character of any script. */
  private static final int MAX_CLUSTER = 16;

  private Columns() {}

  /** One column, and nothing that could join with its neighbours. */
  static boolean isSimple(char c) {
    return (c >= 0x20 && c < 0x7f) || (c >= 0x400 && c < 0x483);
  }

  static int of(int codePoint) {
    // No combining marks below U+0300, and none in the basic Cyrillic letters.
    if ((codePoint >= 0x20 && codePoint < 0x7f)
        || (codePoint >= 0xa0 && codePoint < 0x300)
        || (codePoint >= 0x400 && codePoint < 0x483)) {
      return codePoint == 0xad ? WCWidth.wcwidth(codePoint) : 1;
    }
    return Math.max(0, WCWidth.wcwidth(codePoint));
  }

  static int of(CharSequence text) {
    return of(text, 0, text.length());
  }

  static int of(CharSequence text, int from, int to) {
    int columns = 0;
    int before = 0;
    for (int i = from; i < to; ) {
      int c = Character.codePointAt(text, i);
      int width = c == PICTURE && before == 1 ? 1 : of(c);
      columns += width;
      before = width;
      i += Character.charCount(c);
    }
    return columns;
  }

  /** Where the character that begins here ends, with its accents, joiners and modifiers. */
  static int clusterEnd(CharSequence text, int from, int to) {
    char first = text.charAt(from);
    int next = from + 1;
    if (first < 0x300 && (next >= to || text.charAt(next) < 0x300)) {
      return next;
    }
    int c = Character.codePointAt(text, from);
    int end = from + Character.charCount(c);
    boolean flag = isRegional(c);
    boolean joined = false;
    while (end < to && end - from < MAX_CLUSTER) {
      int follower = Character.codePointAt(text, end);
      boolean belongs = joined || isExtender(follower) || (flag && isRegional(follower));
      if (!belongs || follower == '\n') {
        break;
      }
      flag = false;
      joined = follower == JOINER;
      end += Character.charCount(follower);
    }
    return end;
  }

  private static boolean isRegional(int c) {
    return c >= 0x1f1e6 && c <= 0x1f1ff;
  }

  private static boolean isExtender(int c) {
    return c >= 0x300 && c != 0x200b && (of(c) == 0 || (c >= 0x1f3fb && c <= 0x1f3ff));
  }
}
