package dev.parley.commands;

import dev.parley.notes.render.SafeText;
import java.util.regex.Pattern;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * The few colours there are: one for what can be run, one for what failed, and a quiet one for what
 * is beside the point.
 */
public final class Styles {
  public static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
  public static final AttributedStyle STRONG = AttributedStyle.DEFAULT.bold();
  public static final AttributedStyle ACCENT =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
  public static final AttributedStyle FAILED =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
  public static final AttributedStyle DONE =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
  public static final AttributedStyle NUMBER =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
  public static final AttributedStyle REMOTE =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA).bold();
  // Bright black is the one grey that both light and dark terminals can show.
  public static final AttributedStyle QUIET =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.BLACK + AttributedStyle.BRIGHT);

  private static final Pattern LONG_WORD = Pattern.compile("(\\S{300})\\S{100,}(\\S{50})");

  /** Up to the last at sign, because a password may hold others. */
  private static final Pattern PASSWORD = Pattern.compile("://([^\\s:@/]*):\\S*@");

  private Styles() {}

  /** Text and styles in turn: {@code line(DONE, "published ", PLAIN, address)}. */
  public static AttributedString line(Object... stylesAndTexts) {
    AttributedStringBuilder line = new AttributedStringBuilder();
    for (int i = 0; i < stylesAndTexts.length; i += 2) {
      line.styled((AttributedStyle) stylesAndTexts[i], stylesAndTexts[i + 1].toString());
    }
    return line.toAttributedString();
  }

  /**
   * What went wrong, and what to do about it: one line, whatever it was made of. A word that nobody
   * would read to its end is shortened, and no password of a URL is shown.
   */
  public static AttributedString failure(String message, String hint) {
    return line(FAILED, "✗ " + shown(message), QUIET, hint.isEmpty() ? "" : " — " + shown(hint));
  }

  private static String shown(String text) {
    String line = PASSWORD.matcher(SafeText.oneLine(text)).replaceAll("://$1:…@");
    return LONG_WORD.matcher(line).replaceAll("$1…$2");
  }

  /** The text, filled up with spaces to a number of columns. */
  public static String pad(String text, int columns) {
    int missing = columns - new AttributedString(text).columnLength();
    return missing > 0 ? text + " ".repeat(missing) : text;
  }
}
