package dev.parley.commands;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.WCWidth;

/** A line cut to a screen: at blanks, and inside a word only if the word alone is too long. */
public final class Folded {
  // With what combines into one.
  private static final int CHARACTERS_IN_A_COLUMN = 4;

  private Folded() {}

  /** At least one line, none wider than so many columns. */
  public static List<AttributedString> lines(AttributedString line, int columns) {
    List<AttributedString> lines = new ArrayList<>();
    int begin = 0;
    while (begin < line.length() || lines.isEmpty()) {
      // No more is looked at than one line can hold, so that a long text takes time in proportion.
      int seen = Math.min(line.length(), begin + columns * CHARACTERS_IN_A_COLUMN);
      AttributedString rest = line.subSequence(begin, seen);
      int fits = fitting(rest, columns);
      if (fits == rest.length()) {
        lines.add(rest);
        begin = seen;
        continue;
      }
      int blank = fits;
      while (blank > 0 && rest.charAt(blank) != ' ') {
        blank--;
      }
      boolean atBlank = blank > 0 && !rest.subSequence(0, blank).toString().isBlank();
      int end = atBlank ? blank : fits;
      lines.add(rest.subSequence(0, end));
      begin += atBlank ? end + 1 : end;
    }
    return lines;
  }

  /**
   * The same, with further lines behind an indent; without it, where it would take half of the
   * width.
   */
  public static List<AttributedString> lines(AttributedString line, int columns, String indent) {
    List<AttributedString> first = lines(line, columns);
    int begin = first.get(0).length();
    while (begin < line.length() && line.charAt(begin) == ' ') {
      begin++;
    }
    if (begin == line.length()) {
      return first.subList(0, 1);
    }
    List<AttributedString> all = new ArrayList<>(first.subList(0, 1));
    AttributedString rest = line.subSequence(begin, line.length());
    String before = 2 * indent.length() < columns ? indent : "";
    for (AttributedString part : lines(rest, columns - before.length())) {
      all.add(AttributedString.join(AttributedString.EMPTY, new AttributedString(before), part));
    }
    return all;
  }

  /** The line itself if it fits, otherwise its beginning and an ellipsis. */
  public static AttributedString cut(AttributedString line, int columns) {
    return line.columnLength() <= columns
        ? line
        : AttributedString.join(
            AttributedString.EMPTY,
            line.columnSubSequence(0, columns - 1),
            new AttributedString("…"));
  }

  /** The longest beginning that fits; at least one character, however wide. */
  private static int fitting(AttributedString text, int columns) {
    int column = 0;
    int end = 0;
    while (end < text.length()) {
      int character = Character.codePointAt(text, end);
      column += Math.max(0, WCWidth.wcwidth(character));
      if (column > columns && end > 0) {
        return end;
      }
      end += Character.charCount(character);
    }
    return end;
  }
}
