package dev.parley.notes.render;

import java.util.Set;

/** Languages with braces: Java, Protocol Buffers, Thrift, JSON. */
final class CurlyPainter implements Painter {
  private final Set<String> keywords;
  private final boolean hashComments;
  private final boolean types;

  /**
   * @param types whether a capital begins the name of a type; if not, a string before a colon is a
   *     name
   */
  CurlyPainter(Set<String> keywords, boolean hashComments, boolean types) {
    this.keywords = keywords;
    this.hashComments = hashComments;
    this.types = types;
  }

  @Override
  public void paint(StyledText text, int from, int to) {
    for (int i = from; i < to; ) {
      char c = text.charAt(i);
      int end = i + 1;
      Ink ink = Ink.TEXT;
      if (c == '"' || c == '\'') {
        end =
            Scan.starts(text, i, to, "\"\"\"")
                ? Scan.behind(text, i + 3, to, "\"\"\"")
                : Scan.string(text, i, to);
        ink = !types && isKey(text, end, to) ? Ink.NAME : Ink.STRING;
      } else if (Scan.starts(text, i, to, "//") || (hashComments && c == '#')) {
        end = Scan.line(text, i, to);
        ink = Ink.COMMENT;
      } else if (Scan.starts(text, i, to, "/*")) {
        end = Scan.behind(text, i + 2, to, "*/");
        ink = Ink.COMMENT;
      } else if (Scan.isDigit(c)) {
        end = Scan.number(text, i, to);
        ink = Ink.NUMBER;
      } else if (Scan.isWordStart(c)) {
        end = Scan.word(text, i, to);
        ink = word(text, i, end);
      } else if (c == '@' && i + 1 < to && Scan.isWordStart(text.charAt(i + 1))) {
        end = Scan.word(text, i + 1, to);
        ink = Ink.OPTION;
      }
      if (ink != Ink.TEXT) {
        text.paint(i, end, ink.plain());
      }
      i = end;
    }
  }

  private Ink word(StyledText text, int from, int to) {
    if (keywords.contains(text.subSequence(from, to).toString())) {
      return Ink.KEYWORD;
    }
    return types && Character.isUpperCase(text.charAt(from)) ? Ink.NAME : Ink.TEXT;
  }

  private static boolean isKey(StyledText text, int from, int to) {
    int i = from;
    while (i < to && Scan.isBlank(text.charAt(i))) {
      i++;
    }
    return i < to && text.charAt(i) == ':';
  }
}
