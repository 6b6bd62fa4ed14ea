package dev.parley.notes.render;

/** Lines of commands: of a Unix shell, and of this one. */
final class CommandPainter implements Painter {
  private final Painter json = new CurlyPainter(Words.JSON, false, false);
  private final boolean parley;

  CommandPainter(boolean parley) {
    this.parley = parley;
  }

  @Override
  public void paint(StyledText text, int from, int to) {
    boolean command = true;
    for (int i = from; i < to; ) {
      char c = text.charAt(i);
      int end = i + 1;
      if (c == '\n' || c == ';' || (!parley && (c == '|' || c == '&'))) {
        command = true;
      } else if (c == '#' && (i == from || Scan.isBlank(text.charAt(i - 1)))) {
        end = Scan.line(text, i, to);
        text.paint(i, end, Ink.COMMENT.plain());
      } else if (c == '"' || c == '\'') {
        end = Scan.string(text, i, to);
        text.paint(i, end, Ink.STRING.plain());
        command = false;
      } else if (parley && (c == '{' || c == '[') && !command) {
        end = payload(text, i, to);
        json.paint(text, i, end);
      } else if (!Scan.isBlank(c)) {
        end = word(text, i, to);
        text.paint(i, end, ink(text, i, end, command).plain());
        command = false;
      }
      i = end;
    }
  }

  private Ink ink(StyledText text, int from, int to, boolean command) {
    char c = text.charAt(from);
    if (command) {
      return Ink.RUN;
    }
    if (c == '-' && to > from + 1) {
      return Ink.OPTION;
    }
    if (c == '$') {
      return Ink.NAME;
    }
    return parley && isAddress(text, from, to) ? Ink.NAME : Ink.TEXT;
  }

  private static boolean isAddress(StyledText text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return i > from && i + 1 < to;
      }
      if (!Character.isLetter(c)) {
        return false;
      }
    }
    return false;
  }

  private int word(StyledText text, int from, int to) {
    int i = from;
    while (i < to && !Scan.isBlank(text.charAt(i)) && text.charAt(i) != ';') {
      i++;
    }
    return Math.max(i, from + 1);
  }

  /** Behind the bracket that closes this one, at the end of the line at the latest. */
  private static int payload(StyledText text, int from, int to) {
    int depth = 0;
    for (int i = from; i < to; ) {
      char c = text.charAt(i);
      if (c == '\n') {
        return i;
      }
      if (c == '"') {
        i = Scan.string(text, i, to);
        continue;
      }
      if (c == '{' || c == '[') {
        depth++;
      } else if ((c == '}' || c == ']') && --depth == 0) {
        return i + 1;
      }
      i++;
    }
    return to;
  }
}
