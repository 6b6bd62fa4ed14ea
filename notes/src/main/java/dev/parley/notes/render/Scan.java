package dev.parley.notes.render;

/** Where the pieces of code end. */
final class Scan {
  private Scan() {}

  static boolean isWordStart(char c) {
    return c == '_' || c == '$' || Character.isLetter(c);
  }

  static boolean isWord(char c) {
    return isWordStart(c) || isDigit(c);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\t';
  }

  static int word(CharSequence text, int from, int to) {
    int i = from;
    while (i < to && isWord(text.charAt(i))) {
      i++;
    }
    return i;
  }

  static int number(CharSequence text, int from, int to) {
    int i = from;
    while (i < to && (isWord(text.charAt(i)) || text.charAt(i) == '.')) {
      i++;
    }
    return i;
  }

  static int line(CharSequence text, int from, int to) {
    int i = from;
    while (i < to && text.charAt(i) != '\n') {
      i++;
    }
    return i;
  }

  /** Behind the closing quote, or at the end of the line if there is none. */
  static int string(CharSequence text, int from, int to) {
    char quote = text.charAt(from);
    for (int i = from + 1; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        return i;
      }
      if (c == '\\') {
        i++;
      } else if (c == quote) {
        return i + 1;
      }
    }
    return to;
  }

  /** Behind the next place where this mark stands, or the end. */
  static int behind(CharSequence text, int from, int to, String mark) {
    for (int i = from; i + mark.length() <= to; i++) {
      if (starts(text, i, to, mark)) {
        return i + mark.length();
      }
    }
    return to;
  }

  static boolean starts(CharSequence text, int at, int to, String mark) {
    if (at + mark.length() > to) {
      return false;
    }
    for (int i = 0; i < mark.length(); i++) {
      if (text.charAt(at + i) != mark.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
