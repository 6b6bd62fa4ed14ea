package dev.parley.notes.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.Node;

/**
 * Tables: columns as wide as their content, shrunk to the width of the screen but never below a
 * word, the cells wrapped. Where not even that is possible, each row is written as a record: a line
 * for each cell, behind the head of its column.
 */
final class Tables {
  private static final int LEAST = 4;
  private static final int BETWEEN = 3;

  private final Inlines inlines;
  private final Canvas canvas;

  /** A row: the texts of its cells, and whether it is of the head. */
  private record Row(List<StyledText> cells, boolean head) {}

  Tables(Inlines inlines, Canvas canvas) {
    this.inlines = inlines;
    this.canvas = canvas;
  }

  void write(TableBlock table) {
    List<Row> rows = new ArrayList<>();
    List<TableCell.Alignment> alignments = new ArrayList<>();
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      boolean head = part instanceof TableHead;
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        List<StyledText> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
          StyledText text = new StyledText(24);
          inlines.write(cell, text, head ? Ink.TEXT.with(Ink.BOLD) : Ink.TEXT.plain());
          text.trimEnd();
          cells.add(text);
          if (head) {
            alignments.add(((TableCell) cell).getAlignment());
          }
        }
        rows.add(new Row(cells, head));
      }
    }
    int[] widths = natural(rows, alignments.size());
    int[] least = words(rows, alignments.size());
    int room = canvas.wideColumns() - BETWEEN * (widths.length - 1);
    if (room < IntStream.of(least).sum()) {
      records(rows);
    } else {
      shrink(widths, least, room);
      grid(rows, widths, alignments);
    }
  }

  private static int[] natural(List<Row> rows, int columns) {
    int[] widths = new int[columns];
    for (Row row : rows) {
      for (int i = 0; i < Math.min(columns, row.cells().size()); i++) {
        widths[i] = Math.max(widths[i], widest(row.cells().get(i)));
      }
    }
    return widths;
  }

  /** The columns of the longest line of a cell. */
  private static int widest(StyledText cell) {
    int widest = 0;
    int start = 0;
    for (int at = 0; at <= cell.length(); at++) {
      if (at == cell.length() || cell.charAt(at) == '\n') {
        widest = Math.max(widest, Columns.of(cell, start, at));
        start = at + 1;
      }
    }
    return widest;
  }

  /** The longest word of each column, which is the least it can be. */
  private static int[] words(List<Row> rows, int columns) {
    int[] widths = new int[columns];
    Arrays.fill(widths, LEAST);
    for (Row row : rows) {
      for (int i = 0; i < Math.min(columns, row.cells().size()); i++) {
        StyledText cell = row.cells().get(i);
        int start = 0;
        for (int at = 0; at <= cell.length(); at++) {
          if (at == cell.length() || " \n\u200b".indexOf(cell.charAt(at)) >= 0) {
            int width = cell.isSimple() ? at - start : unbroken(cell, start, at);
            widths[i] = Math.max(widths[i], width);
            start = at + 1;
          }
        }
      }
    }
    return widths;
  }

  /** Between wide characters a line may end: of those only one has to fit. */
  private static int unbroken(StyledText cell, int from, int to) {
    int columns = Columns.of(cell, from, to);
    boolean wide = false;
    for (int at = from; at < to; ) {
      int end = Columns.clusterEnd(cell, at, to);
      wide |= Columns.of(cell, at, end) > 1;
      at = end;
    }
    return wide ? Math.min(columns, LEAST) : columns;
  }

  /** Takes from the widest until all fit: a column below its fair share keeps its width. */
  private static void shrink(int[] widths, int[] least, int room) {
    int[] natural = widths.clone();
    int left = room;
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.min(natural[i], least[i]);
      left -= widths[i];
    }
    boolean grown = true;
    while (left > 0 && grown) {
      grown = false;
      int narrowest = Integer.MAX_VALUE;
      for (int i = 0; i < widths.length; i++) {
        narrowest = widths[i] < natural[i] ? Math.min(narrowest, widths[i]) : narrowest;
      }
      for (int i = 0; i < widths.length && left > 0; i++) {
        if (widths[i] == narrowest && widths[i] < natural[i]) {
          widths[i]++;
          left--;
          grown = true;
        }
      }
    }
  }

  private void grid(List<Row> rows, int[] widths, List<TableCell.Alignment> alignments) {
    for (Row row : rows) {
      row(row, widths, alignments);
      if (row.head()) {
        StringBuilder rule = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
          rule.append(i == 0 ? "" : "─┼─").append("─".repeat(widths[i]));
        }
        canvas.line(rule.toString(), Ink.QUIET.plain());
      }
    }
  }

  private void row(Row row, int[] widths, List<TableCell.Alignment> alignments) {
    Wrap[] wraps = new Wrap[widths.length];
    int height = 1;
    for (int i = 0; i < widths.length; i++) {
      wraps[i] = new Wrap();
      if (i < row.cells().size()) {
        wraps[i].cut(row.cells().get(i), widths[i]);
        height = Math.max(height, wraps[i].count());
      }
    }
    for (int line = 0; line < height; line++) {
      canvas.begin();
      List<LinkSpan> links = new ArrayList<>(0);
      for (int i = 0; i < widths.length; i++) {
        if (i > 0) {
          canvas.add(" │ ", Ink.QUIET.plain());
        }
        if (line < wraps[i].count()) {
          StyledText text = row.cells().get(i);
          int from = wraps[i].start(line);
          int to = wraps[i].end(line);
          int free = Math.max(0, widths[i] - Columns.of(text, from, to));
          int before = before(alignments.get(i), free);
          canvas.pad(before, Ink.TEXT.plain());
          links.addAll(canvas.spans(text, from, to));
          canvas.add(text, from, to);
          canvas.pad(free - before, Ink.TEXT.plain());
        } else {
          canvas.pad(widths[i], Ink.TEXT.plain());
        }
      }
      canvas.finish(links);
    }
  }

  private static int before(TableCell.Alignment alignment, int free) {
    if (alignment == TableCell.Alignment.RIGHT) {
      return free;
    }
    return alignment == TableCell.Alignment.CENTER ? free / 2 : 0;
  }

  private void records(List<Row> rows) {
    List<StyledText> heads = List.of();
    boolean first = true;
    StyledText line = new StyledText();
    for (Row row : rows) {
      if (row.head()) {
        heads = row.cells();
        continue;
      }
      if (!first) {
        canvas.line("─", Ink.QUIET.plain());
      }
      first = false;
      for (int i = 0; i < row.cells().size(); i++) {
        line.clear();
        if (i < heads.size() && heads.get(i).length() > 0) {
          line.append(heads.get(i));
          line.append(": ", Ink.QUIET.plain());
        }
        line.append(row.cells().get(i));
        canvas.open("· ", "  ", Ink.QUIET.plain());
        canvas.flow(line);
        canvas.close();
      }
    }
    if (first) {
      heads.forEach(canvas::flow);
    }
  }
}
