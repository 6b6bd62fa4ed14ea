package dev.parley.notes.render;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.Node;

/**
 * Tables: columns as wide as their content, shrunk to the width there is, the cells wrapped. Where
 * not even that is possible, each row is written as a list of its cells.
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
    int room = canvas.columns() - BETWEEN * (widths.length - 1);
    if (room < LEAST * widths.length) {
      records(rows);
    } else {
      shrink(widths, room);
      grid(rows, widths, alignments);
    }
  }

  private static int[] natural(List<Row> rows, int columns) {
    int[] widths = new int[columns];
    for (Row row : rows) {
      for (int i = 0; i < Math.min(columns, row.cells().size()); i++) {
        widths[i] = Math.max(widths[i], Columns.of(row.cells().get(i)));
      }
    }
    return widths;
  }

  /** Takes from the widest until all fit: a column below its fair share keeps its width. */
  private static void shrink(int[] widths, int room) {
    boolean[] kept = new boolean[widths.length];
    int left = room;
    int open = widths.length;
    boolean again = true;
    while (again && open > 0) {
      again = false;
      for (int i = 0; i < widths.length; i++) {
        if (!kept[i] && widths[i] <= left / open) {
          kept[i] = true;
          left -= widths[i];
          open--;
          again = true;
        }
        if (open == 0) {
          return;
        }
      }
    }
    for (int i = 0; i < widths.length; i++) {
      if (!kept[i]) {
        widths[i] = left / open;
        left -= widths[i];
        open--;
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
    boolean first = true;
    for (Row row : rows) {
      if (!first) {
        canvas.line("─", Ink.QUIET.plain());
      }
      first = false;
      for (StyledText cell : row.cells()) {
        canvas.open("· ", "  ", Ink.QUIET.plain());
        canvas.flow(cell);
        canvas.close();
      }
    }
  }
}
