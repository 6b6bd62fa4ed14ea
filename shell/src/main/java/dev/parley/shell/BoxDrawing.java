package dev.parley.shell;

import java.util.function.UnaryOperator;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * Prints lines and corners as the Unicode characters that they are. JLine would switch to the
 * alternate character set of old terminals for them, or print {@code -} and {@code |}.
 */
final class BoxDrawing {
  private static final char FIRST = '\u2500';
  private static final char LAST = '\u257f';
  // Of the private use area: nothing that is printed has them, and JLine lets them through.
  private static final int AWAY = '\ue000' - FIRST;

  private BoxDrawing() {}

  static String kept(AttributedString line, Terminal terminal) {
    String text = line.toString();
    if (text.chars().noneMatch(c -> c >= FIRST && c <= LAST)) {
      return line.toAnsi(terminal);
    }
    AttributedString moved = changed(line, part -> shifted(part, FIRST, LAST, AWAY));
    return shifted(moved.toAnsi(terminal), (char) (FIRST + AWAY), (char) (LAST + AWAY), -AWAY);
  }

  /** With the heavy lines, which JLine's own screens let through. */
  static AttributedString heavy(AttributedString line) {
    return changed(line, part -> part.replace('─', '━').replace('│', '┃').replace('┼', '╋'));
  }

  private static AttributedString changed(AttributedString line, UnaryOperator<String> change) {
    String text = line.toString();
    AttributedStringBuilder changed = new AttributedStringBuilder(text.length());
    int from = 0;
    while (from < line.length()) {
      int to = line.runLimit(from);
      changed.styled(line.styleAt(from), change.apply(text.substring(from, to)));
      from = to;
    }
    return changed.toAttributedString();
  }

  private static String shifted(String text, char first, char last, int by) {
    StringBuilder shifted = new StringBuilder(text);
    for (int i = 0; i < shifted.length(); i++) {
      char c = shifted.charAt(i);
      if (c >= first && c <= last) {
        shifted.setCharAt(i, (char) (c + by));
      }
    }
    return shifted.toString();
  }
}
