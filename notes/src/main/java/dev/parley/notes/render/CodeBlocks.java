package dev.parley.notes.render;

import dev.parley.notes.Cell;
import java.util.List;
import java.util.Locale;

/** Prints code, cells, and what cells print. */
final class CodeBlocks {
  private static final int TAB = 4;

  private final Canvas canvas;
  private final StyledText text = new StyledText();
  private final Wrap wrap = new Wrap();

  CodeBlocks(Canvas canvas) {
    this.canvas = canvas;
  }

  void code(String code, String info) {
    canvas.open("  ", "  ", Ink.TEXT.plain());
    put(code, Ink.TEXT.plain());
    Painter.of(language(info)).paint(text, 0, text.length());
    lines("");
    canvas.close();
  }

  private static String language(String info) {
    int end = 0;
    while (end < info.length() && !Character.isWhitespace(info.charAt(end))) {
      end++;
    }
    return info.substring(0, end).toLowerCase(Locale.ROOT);
  }

  void html(String html) {
    put(html, Ink.QUIET.plain());
    lines("");
  }

  void output(String output) {
    canvas.open("   │ ", "   │ ", Ink.QUIET.plain());
    put(output, Ink.QUIET.plain());
    lines("");
    canvas.close();
  }

  void cell(Cell cell) {
    String number = (cell.number() < 10 ? " " : "") + cell.number();
    canvas.open(number + " ▸ ", " ".repeat(number.length() + 3), Ink.RUN.plain());
    put(cell.source(), Ink.TEXT.plain());
    String language = cell.kind() == Cell.Kind.JAVA ? "java" : "parley";
    Painter.of(language).paint(text, 0, text.length());
    String run = cell.noexec() ? "not run" : "run " + cell.number();
    String needs = SafeText.oneLine(String.join(", ", cell.needs()));
    lines(needs.isEmpty() ? run : "needs " + needs + " · " + run);
    canvas.close();
  }

  /** Takes code as it is: tabs become spaces up to the next stop. */
  private void put(String code, int style) {
    text.clear();
    String safe = SafeText.clean(code);
    if (safe.indexOf('\t') < 0) {
      text.append(safe, style);
      return;
    }
    int column = 0;
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      if (c == '\t') {
        int stop = TAB - column % TAB;
        text.append(" ".repeat(stop), style);
        column += stop;
      } else {
        text.append(c, style);
        column = c == '\n' ? 0 : column + 1;
      }
    }
  }

  /**
   * @param label what stands at the right edge of the first line
   */
  private void lines(String label) {
    int width = canvas.columns();
    boolean labelled = !label.isEmpty() && Columns.of(label) + 10 < width;
    wrap.cut(text, labelled ? width - Columns.of(label) - 2 : width, width);
    for (int i = 0; i < wrap.count(); i++) {
      canvas.begin();
      canvas.add(text, wrap.start(i), wrap.end(i));
      if (i == 0 && labelled) {
        int shown = Columns.of(text, wrap.start(i), wrap.end(i));
        canvas.pad(width - shown - Columns.of(label), Ink.TEXT.plain());
        canvas.add(label, Ink.QUIET.plain());
      }
      canvas.finish(List.of());
    }
    if (wrap.count() == 0) {
      canvas.line(labelled ? label : "", Ink.QUIET.plain());
    }
  }
}
