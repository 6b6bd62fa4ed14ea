package dev.parley.notes;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands above the Markdown of a note.
 *
 * @param lines how many lines it takes, its marks included
 */
record Head(FrontMatter frontMatter, int lines) {
  private static final int MAX_LINES = 2000;

  static Head read(String source, Lines lines, List<Warning> warnings) {
    int bom = source.startsWith("\ufeff") ? 1 : 0;
    if (!line(source, lines, 0).substring(bom).stripTrailing().equals("---")) {
      return new Head(FrontMatter.NONE, 0);
    }
    List<String> inside = new ArrayList<>();
    for (int i = 1; i < Math.min(lines.count(), MAX_LINES); i++) {
      String line = line(source, lines, i);
      String mark = line.stripTrailing();
      if (mark.equals("---") || mark.equals("...")) {
        return isMap(inside)
            ? new Head(new FrontMatterParser(warnings).parse(inside, 2), i + 1)
            : new Head(FrontMatter.NONE, 0);
      }
      inside.add(line);
    }
    // Never closed: then it was a thematic break.
    return new Head(FrontMatter.NONE, 0);
  }

  /**
   * Whether this is a map as YAML writes it, rather than prose between two rules: it begins with a
   * key, and no more lines at the margin are anything else than are keys.
   */
  private static boolean isMap(List<String> inside) {
    int keys = 0;
    int others = 0;
    for (String line : inside) {
      String text = Scalars.withoutComment(line).stripTrailing();
      if (text.isEmpty() || Character.isWhitespace(text.charAt(0))) {
        continue;
      }
      if (Scalars.colon(text) > 0) {
        keys++;
      } else if (keys == 0) {
        return false;
      } else if (!text.equals("-") && !text.startsWith("- ") && !"]}".contains(text)) {
        others++;
      }
    }
    return others <= keys - (others > 0 ? 1 : 0);
  }

  private static String line(String source, Lines lines, int number) {
    int start = lines.start(number);
    return source.substring(start, Math.min(lines.start(number + 1), start + 10_000));
  }
}
