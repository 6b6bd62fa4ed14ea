package dev.parley.notes.render;

/**
 * Makes foreign text safe to print: nothing that is left can move the cursor, change the terminal
 * or its clipboard, or show text in another order than it has. It is applied to the text that will
 * be printed, after entities and other escapes were decoded.
 *
 * <p>Control characters are shown as the signs that Unicode has for them; an escape is one of them,
 * and what it would have made a sequence of is text behind it. Those of the 8-bit set have no signs
 * and are shown as U+FFFD, as are halves of characters. What is invisible (direction marks,
 * overrides and isolates, zero-width spaces, soft hyphens, tag characters) is shown by a mark, so
 * that two names that differ also look different. Zero-width joiners stay: letters and emoji are
 * made with them.
 */
public final class SafeText {
  /** Stands for a line break where everything has to stay in one line. */
  public static final char LINE_BREAK = '⏎';

  private static final char SOFT_HYPHEN = 0xad;
  private static final char REPLACEMENT = '\ufffd';

  /** Stands for a character that nobody would see. */
  public static final char INVISIBLE = '␦';

  private final String text;
  private final boolean oneLine;
  private final StringBuilder out;

  private SafeText(String text, boolean oneLine) {
    this.text = text;
    this.oneLine = oneLine;
    this.out = new StringBuilder(text.length());
  }

  /** The text with its line feeds and tabs; the same instance if there is nothing to change. */
  public static String clean(String text) {
    int at = firstUnsafe(text, false);
    return at < 0 ? text : new SafeText(text, false).from(at);
  }

  /** The text in one line: a line break is shown as {@code ⏎}, a tab as a space. */
  public static String oneLine(String text) {
    int at = firstUnsafe(text, true);
    return at < 0 ? text : new SafeText(text, true).from(at);
  }

  /** Whether a text with this character needs a closer look. */
  static boolean isSuspect(char c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || isInvisible(c) || Character.isSurrogate(c);
  }

  private static int firstUnsafe(CharSequence text, boolean oneLine) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if ((c >= 0x20 && c < 0x7f) || (c > 0x9f && c < 0x61c && c != SOFT_HYPHEN)) {
        continue;
      }
      if (!oneLine && (c == '\n' || c == '\t')) {
        continue;
      }
      if (c < 0xa0 || isInvisible(c) || (oneLine && (c == 0x2028 || c == 0x2029))) {
        return i;
      }
      if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c)
            && i + 1 < length
            && Character.isLowSurrogate(text.charAt(i + 1))
            && !isTag(c, text.charAt(i + 1))) {
          i++;
        } else {
          return i;
        }
      }
    }
    return -1;
  }

  /** Format characters that have no width, but for joiners and variation selectors. */
  private static boolean isInvisible(char c) {
    return c == SOFT_HYPHEN
        || c == 0x34f
        || c == 0x61c
        || (c >= 0x115f && c <= 0x1160)
        || c == 0x180e
        || c == 0x200b
        || (c >= 0x200e && c <= 0x200f)
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x206f)
        || c == 0x3164
        || c == 0xfeff
        || c == 0xffa0
        || (c >= 0xfff9 && c <= 0xfffb);
  }

  /** The tag characters, U+E0000 to U+E007F, and the variation selectors behind them. */
  private static boolean isTag(char high, char low) {
    int point = Character.toCodePoint(high, low);
    return point >= 0xe0000 && point <= 0xe0fff;
  }

  private String from(int first) {
    out.append(text, 0, first);
    int i = first;
    while (i < text.length()) {
      i = step(i);
    }
    return out.toString();
  }

  /** Takes one character, and says where the next one begins. */
  private int step(int i) {
    char c = text.charAt(i);
    if (c < 0x20 || c == 0x7f) {
      return control(i, c);
    }
    if (c >= 0x80 && c <= 0x9f) {
      out.append(REPLACEMENT);
    } else if (oneLine && (c == 0x2028 || c == 0x2029)) {
      out.append(LINE_BREAK);
    } else if (Character.isSurrogate(c)) {
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        if (isTag(c, text.charAt(i + 1))) {
          out.append(INVISIBLE);
          return i + 2;
        }
        out.append(c).append(text.charAt(i + 1));
        return i + 2;
      }
      out.append(REPLACEMENT);
    } else {
      out.append(isInvisible(c) ? INVISIBLE : c);
    }
    return i + 1;
  }

  private int control(int i, char c) {
    if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
      return i + 1;
    }
    if (c == '\n') {
      out.append(oneLine ? LINE_BREAK : '\n');
    } else if (c == '\t') {
      out.append(oneLine ? ' ' : '\t');
    } else {
      out.append(c == 0x7f ? '␡' : (char) (0x2400 + c));
    }
    return i + 1;
  }
}
