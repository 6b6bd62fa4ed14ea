package dev.parley.notes.render;

/** Tags, attributes and comments. */
final class XmlPainter implements Painter {
  @Override
  public void paint(StyledText text, int from, int to) {
    boolean tag = false;
    for (int i = from; i < to; ) {
      char c = text.charAt(i);
      int end = i + 1;
      if (Scan.starts(text, i, to, "<!--")) {
        end = Scan.behind(text, i, to, "-->");
        text.paint(i, end, Ink.COMMENT.plain());
      } else if (c == '<') {
        while (end < to && "/?!:-.".indexOf(text.charAt(end)) >= 0) {
          end++;
        }
        end = name(text, end, to);
        text.paint(i, end, Ink.KEYWORD.plain());
        tag = true;
      } else if (tag && (c == '>' || c == '/' || c == '?')) {
        text.paint(i, end, Ink.KEYWORD.plain());
        tag = c != '>';
      } else if (tag && (c == '"' || c == '\'')) {
        end = Scan.behind(text, i + 1, to, String.valueOf(c));
        text.paint(i, end, Ink.STRING.plain());
      } else if (tag && Scan.isWordStart(c)) {
        end = name(text, i, to);
        text.paint(i, end, Ink.NAME.plain());
      }
      i = end;
    }
  }

  private static int name(StyledText text, int from, int to) {
    int i = from;
    while (i < to && (Scan.isWord(text.charAt(i)) || ":-.".indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    return i;
  }
}
