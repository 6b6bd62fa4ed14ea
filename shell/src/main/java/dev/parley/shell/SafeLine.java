package dev.parley.shell;

import dev.parley.notes.render.SafeText;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * The last thing that happens to a line before a terminal sees it: whatever it was made of, it is
 * safe.
 */
final class SafeLine {
  private SafeLine() {}

  static AttributedString of(AttributedString line) {
    String text = line.toString();
    if (SafeText.clean(text).equals(text)) {
      return line;
    }
    // Styles are kept run by run.
    AttributedStringBuilder safe = new AttributedStringBuilder();
    int from = 0;
    while (from < line.length()) {
      int to = line.runLimit(from);
      safe.styled(line.styleAt(from), SafeText.clean(text.substring(from, to)));
      from = to;
    }
    return safe.toAttributedString();
  }

  static String text(AttributedString line, boolean colored) {
    AttributedString safe = of(line);
    return colored ? safe.toAnsi() : safe.toString();
  }
}
