package dev.parley.commands;

import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours a payload that looks like JSON; nothing is changed but the colour. */
final class JsonColours {
  private JsonColours() {}

  static void append(AttributedStringBuilder line, String text) {
    if (text.isEmpty() || (text.charAt(0) != '{' && text.charAt(0) != '[')) {
      line.append(text);
      return;
    }
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end;
      AttributedStyle style;
      if (c == '"') {
        end = endOfString(text, at);
        style = isName(text, end) ? Styles.ACCENT : Styles.DONE;
      } else if (Character.isLetterOrDigit(c) || c == '-') {
        end = at + 1;
        while (end < text.length()
            && (Character.isLetterOrDigit(text.charAt(end))
                || "+-.".indexOf(text.charAt(end)) >= 0)) {
          end++;
        }
        style = Styles.NUMBER;
      } else {
        end = at + 1;
        style = Styles.PLAIN;
      }
      line.styled(style, text.substring(at, end));
      at = end;
    }
  }

  private static int endOfString(String text, int open) {
    int at = open + 1;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, text.length());
  }

  private static boolean isName(String text, int behind) {
    int at = behind;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at < text.length() && text.charAt(at) == ':';
  }
}
