package dev.parley.commands;

import dev.parley.brokers.Table;
import dev.parley.notes.render.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jspecify.annotations.Nullable;

/** Prints tables: aligned for people, numbers to the right; one JSON object a row for programs. */
public final class TablePrinter {
  private static final String INDENT = "    ";

  private final Output output;

  public TablePrinter(Output output) {
    this.output = output;
  }

  public void print(Table table) {
    if (output.format() == Output.Format.JSON) {
      for (List<@Nullable Object> row : table.rows()) {
        output.data(Json.line(object(table, row)));
      }
      return;
    }
    int columns = table.columns().size();
    int[] widths = new int[columns];
    List<List<String>> cells = new ArrayList<>();
    cells.add(table.columns());
    table.rows().forEach(row -> cells.add(row.stream().map(TablePrinter::text).toList()));
    for (List<String> row : cells) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], new AttributedString(row.get(i)).columnLength());
      }
    }
    List<Integer> ends = ends(widths);
    for (int r = 0; r < cells.size(); r++) {
      int begin = 0;
      for (int end : ends) {
        AttributedStringBuilder line = new AttributedStringBuilder();
        line.append(begin == 0 ? "" : INDENT);
        for (int i = begin; i < end; i++) {
          String cell = cells.get(r).get(i);
          boolean right = r > 0 && table.rows().get(r - 1).get(i) instanceof Number;
          String padding = " ".repeat(widths[i] - new AttributedString(cell).columnLength());
          boolean last = i == end - 1;
          String text =
              (right ? padding + cell : last ? cell : cell + padding) + (last ? "" : "  ");
          line.styled(r == 0 ? Styles.QUIET : Styles.PLAIN, text);
        }
        output.data(line.toAttributedString());
        begin = end;
      }
    }
  }

  /** After which columns a row goes on in the next line: on a screen, where it would not fit. */
  private List<Integer> ends(int[] widths) {
    List<Integer> ends = new ArrayList<>();
    int line = 0;
    for (int i = 0; i < widths.length; i++) {
      int more = line + (line > 0 ? 2 : 0) + widths[i];
      if (output.folds() && line > 0 && more > output.width()) {
        ends.add(i);
        more = INDENT.length() + widths[i];
      }
      line = more;
    }
    ends.add(widths.length);
    return ends;
  }

  private static Map<String, @Nullable Object> object(Table table, List<@Nullable Object> row) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("table", table.name());
    for (int i = 0; i < table.columns().size(); i++) {
      Object value = row.get(i);
      object.put(
          table.columns().get(i),
          value instanceof Duration duration ? Long.valueOf(duration.toMillis()) : value);
    }
    return object;
  }

  private static String text(@Nullable Object value) {
    if (value == null) {
      return "–";
    }
    if (value instanceof Duration duration) {
      return Durations.text(duration);
    }
    if (value instanceof Instant instant) {
      return instant.toString();
    }
    return SafeText.oneLine(value.toString());
  }
}
