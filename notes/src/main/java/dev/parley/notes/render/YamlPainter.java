package dev.parley.notes.render;

/** YAML, and properties files, which look alike here. */
final class YamlPainter implements Painter {
  @Override
  public void paint(StyledText text, int from, int to) {
    for (int start = from; start < to; ) {
      int end = Scan.line(text, start, to);
      line(text, start, end);
      start = end + 1;
    }
  }

  private static void line(StyledText text, int start, int end) {
    int i = start;
    while (i < end && (text.charAt(i) == ' ' || text.charAt(i) == '-')) {
      i++;
    }
    int colon = i;
    while (colon < end && !isSeparator(text, colon, end) && text.charAt(colon) != '#') {
      colon++;
    }
    if (colon < end && text.charAt(colon) != '#') {
      text.paint(i, colon, Ink.NAME.plain());
      i = colon + 1;
    }
    while (i < end) {
      char c = text.charAt(i);
      int next = i + 1;
      if (c == '#' && (i == start || text.charAt(i - 1) == ' ')) {
        next = end;
        text.paint(i, next, Ink.COMMENT.plain());
      } else if (c == '"' || c == '\'') {
        next = Scan.string(text, i, end);
        text.paint(i, next, Ink.STRING.plain());
      } else if (Scan.isDigit(c)) {
        next = Scan.number(text, i, end);
        text.paint(i, next, Ink.NUMBER.plain());
      } else if (Scan.isWordStart(c)) {
        next = Scan.word(text, i, end);
        if (Words.JSON.contains(text.subSequence(i, next).toString())) {
          text.paint(i, next, Ink.KEYWORD.plain());
        }
      }
      i = next;
    }
  }

  private static boolean isSeparator(StyledText text, int at, int end) {
    char c = text.charAt(at);
    return c == '=' || (c == ':' && (at + 1 == end || text.charAt(at + 1) == ' '));
  }
}
