package dev.parley.notes;

import java.util.ArrayList;
import java.util.List;

/** YAML's small change: quotes, comments, colons, lists in brackets. */
final class Scalars {
  private Scalars() {}

  /** The value without its quotes; one with escapes is taken as it is between them. */
  static String unquote(String value) {
    int end = value.length() - 1;
    if (end < 1 || value.charAt(0) != value.charAt(end)) {
      return value;
    }
    return switch (value.charAt(0)) {
      case '"' -> value.substring(1, end).replace("\\\"", "\"").replace("\\\\", "\\");
      case '\'' -> value.substring(1, end).replace("''", "'");
      default -> value;
    };
  }

  /** A {@code #} begins a comment at the start of the line or after a space, outside quotes. */
  static String withoutComment(String line) {
    int at = find(line, '#');
    return at < 0 ? line : line.substring(0, at);
  }

  /** The colon that ends the key: outside quotes, followed by a space or nothing. */
  static int colon(String line) {
    return find(line, ':');
  }

  private static int find(String line, char wanted) {
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        }
      } else if ((c == '"' || c == '\'') && (i == 0 || !isWord(line.charAt(i - 1)))) {
        quote = c;
      } else if (c == wanted && fits(line, i, wanted)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean fits(String line, int at, char c) {
    return c == '#'
        ? at == 0 || Character.isWhitespace(line.charAt(at - 1))
        : at + 1 == line.length() || Character.isWhitespace(line.charAt(at + 1));
  }

  // An apostrophe inside a word opens nothing.
  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c);
  }

  /** The items of {@code [a, "b, c"]}, whether closed or not. */
  static List<String> list(String value) {
    List<String> items = new ArrayList<>();
    int end = value.endsWith("]") ? value.length() - 1 : value.length();
    char quote = 0;
    int start = 1;
    for (int i = 1; i <= end; i++) {
      char c = i < end ? value.charAt(i) : ',';
      if (i == end || (quote == 0 && c == ',')) {
        String item = value.substring(start, i).strip();
        if (!item.isEmpty()) {
          items.add(unquote(item));
        }
        start = i + 1;
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if ((c == '"' || c == '\'') && value.substring(start, i).isBlank()) {
        quote = c;
      }
    }
    return items;
  }
}
