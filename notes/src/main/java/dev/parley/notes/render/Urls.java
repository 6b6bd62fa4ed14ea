package dev.parley.notes.render;

/** Finds web addresses that stand in text without any markup. */
final class Urls {
  private Urls() {}

  /** Whether it is worth to look closer. */
  static boolean mayBeIn(String text) {
    int colon = text.indexOf(':');
    return colon >= 0 && text.indexOf("://", colon) >= 0;
  }

  /** Where the next one begins, or -1. */
  static int find(String text, int from) {
    for (int at = text.indexOf("://", from); at >= 0; at = text.indexOf("://", at + 3)) {
      int start = scheme(text, from, at);
      if (start >= 0 && end(text, start) > at + 3) {
        return start;
      }
    }
    return -1;
  }

  private static int scheme(String text, int from, int colon) {
    int start = colon;
    while (start > from && colon - start < 6 && isLetter(text.charAt(start - 1))) {
      start--;
    }
    for (String scheme : new String[] {"https", "http", "ftp"}) {
      boolean same = colon - start == scheme.length();
      if (same && text.regionMatches(true, start, scheme, 0, scheme.length())) {
        return start;
      }
    }
    return -1;
  }

  /** Where it ends: at a blank or bracket, without the punctuation of the sentence around it. */
  static int end(String text, int start) {
    int end = start;
    int open = 0;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c <= ' ' || c == '<' || c == '>' || c == '"' || c == '`' || Character.isWhitespace(c)) {
        break;
      }
      if (c == '(') {
        open++;
      } else if (c == ')' && --open < 0) {
        break;
      }
      end++;
    }
    while (end > start && ".,:;!?'*_~»”’…".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
