package dev.parley.notes.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects the lines of a note. Every block that is open has a margin: what stands before its first
 * line and before the next ones.
 */
final class Canvas {
  /** Columns that margins leave for text in any case. */
  private static final int LEAST = 12;

  private final Theme theme;
  private final int columns;
  private final int screen;
  private final List<RenderedLine> lines = new ArrayList<>();
  private final List<Margin> margins = new ArrayList<>();
  private final StringBuilder text = new StringBuilder(256);
  private final Wrap wrap = new Wrap();
  private int[] runs = new int[64];
  private int runCount;
  private int used;
  private int gapDepth = -1;

  private static final class Margin {
    final String first;
    final String rest;
    final int style;
    final int columns;
    boolean begun;

    Margin(String first, String rest, int style) {
      this.first = first;
      this.rest = rest;
      this.style = style;
      this.columns = Columns.of(rest);
    }
  }

  /**
   * @param columns for running text
   * @param screen the whole width, for what needs it: never less
   */
  Canvas(Theme theme, int columns, int screen) {
    this.theme = theme;
    this.columns = columns;
    this.screen = screen;
  }

  /** Opens a block; both texts have the same width. What is nested too deep gets no margin. */
  void open(String first, String rest, int style) {
    boolean fits = used + Columns.of(rest) <= columns - LEAST;
    Margin margin = fits ? new Margin(first, rest, style) : new Margin("", "", style);
    margins.add(margin);
    used += margin.columns;
  }

  /** Closes a block. One that printed nothing still shows where it was. */
  void close() {
    Margin last = margins.get(margins.size() - 1);
    if (!last.begun && !last.first.isBlank()) {
      begin();
      finish(List.of());
    }
    margins.remove(margins.size() - 1);
    used -= last.columns;
    gapDepth = Math.min(gapDepth, margins.size());
  }

  /** Columns left between the margins and the edge. */
  int columns() {
    return columns - used;
  }

  /** As {@link #columns}, up to the edge of the screen. */
  int wideColumns() {
    return screen - used;
  }

  /** A blank line before whatever comes next, unless nothing came before. */
  void gap() {
    int depth = margins.size();
    while (depth > 0 && !margins.get(depth - 1).begun) {
      depth--;
    }
    gapDepth = gapDepth < 0 ? depth : Math.min(gapDepth, depth);
  }

  int lineCount() {
    return gapDepth >= 0 && !lines.isEmpty() ? lines.size() + 1 : lines.size();
  }

  List<RenderedLine> lines() {
    return lines;
  }

  /** Prints text, wrapped. */
  void flow(StyledText styled) {
    styled.trimEnd();
    wrap.cut(styled, columns());
    for (int i = 0; i < wrap.count(); i++) {
      line(styled, wrap.start(i), wrap.end(i));
    }
  }

  /** Prints a part of a text in one line. */
  void line(StyledText styled, int from, int to) {
    begin();
    List<LinkSpan> links = spans(styled, from, to);
    add(styled, from, to);
    finish(links);
  }

  /** Prints one line in one style. */
  void line(String line, int style) {
    begin();
    add(line, style);
    finish(List.of());
  }

  void begin() {
    if (gapDepth >= 0) {
      int depth = gapDepth;
      gapDepth = -1;
      if (!lines.isEmpty()) {
        blank(depth);
      }
    }
    text.setLength(0);
    runCount = 0;
    for (int i = 0; i < margins.size(); i++) {
      Margin margin = margins.get(i);
      add(margin.begun ? margin.rest : margin.first, margin.style);
      margin.begun = true;
    }
  }

  private void blank(int depth) {
    text.setLength(0);
    runCount = 0;
    for (int i = 0; i < Math.min(depth, margins.size()); i++) {
      add(margins.get(i).rest, margins.get(i).style);
    }
    finish(List.of());
  }

  void add(String part, int style) {
    if (!part.isEmpty()) {
      text.append(part);
      run(text.length(), style);
    }
  }

  void add(StyledText styled, int from, int to) {
    if (from >= to) {
      return;
    }
    int offset = text.length() - from;
    styled.copyTo(text, from, to);
    int run = styled.runAt(from);
    while (styled.runEnd(run) < to) {
      run(styled.runEnd(run) + offset, styled.runStyle(run));
      run++;
    }
    run(to + offset, styled.runStyle(run));
  }

  void pad(int count, int style) {
    if (count > 0) {
      text.append(" ".repeat(count));
      run(text.length(), style);
    }
  }

  private void run(int end, int style) {
    if (runCount > 0 && runs[runCount - 1] == style) {
      runs[runCount - 2] = end;
      return;
    }
    if (runCount + 2 > runs.length) {
      runs = Arrays.copyOf(runs, runs.length * 2);
    }
    runs[runCount++] = end;
    runs[runCount++] = style;
  }

  void finish(List<LinkSpan> links) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    while (runCount > 0 && (runCount > 2 ? runs[runCount - 4] : 0) >= end) {
      runCount -= 2;
    }
    if (runCount > 0) {
      runs[runCount - 2] = end;
    }
    lines.add(
        new RenderedLine(text.substring(0, end), Arrays.copyOf(runs, runCount), links, theme));
  }

  /** The links of a part that is about to be added. */
  List<LinkSpan> spans(StyledText styled, int from, int to) {
    if (styled.links().isEmpty()) {
      return List.of();
    }
    int offset = text.length() - from;
    List<LinkSpan> found = new ArrayList<>(1);
    List<LinkSpan> links = styled.links();
    // They stand in the order of the text: those of the lines before are passed over at once.
    int first = 0;
    for (int last = links.size(); first < last; ) {
      int middle = (first + last) >>> 1;
      if (links.get(middle).end() <= from) {
        first = middle + 1;
      } else {
        last = middle;
      }
    }
    for (int i = first; i < links.size() && links.get(i).start() < to; i++) {
      LinkSpan link = links.get(i);
      int start = Math.max(from, link.start());
      int end = Math.min(to, link.end());
      if (start < end) {
        found.add(new LinkSpan(start + offset, end + offset, link.uri()));
      }
    }
    return found;
  }
}
