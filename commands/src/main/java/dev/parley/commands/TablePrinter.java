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
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/**
 * Prints tables: aligned for people, numbers to the right; one JSON object a row for programs. On a
 * screen that is too narrow, columns of several words are folded at their blanks; where that is not
 * enough, rows go on below at a column. What is wider than the whole screen is cut.
 */
public final class TablePrinter {
  private static final String GAP = "  ";
  private static final String INDENT = "    ";

  /** Of words in a folded column; narrower, it is hard to read. */
  private static final int LEAST_FOLDED = 20;

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
    List<List<String>> rows = new ArrayList<>();
    rows.add(table.columns());
    table.rows().forEach(row -> rows.add(row.stream().map(TablePrinter::text).toList()));
    int[] natural = widths(rows);
    int[] widths = output.folds() ? folded(natural, rows) : natural;
    List<Integer> ends = ends(widths);
    boolean cut = false;
    for (int r = 0; r < rows.size(); r++) {
      for (int e = 0, begin = 0; e < ends.size(); begin = ends.get(e++)) {
        List<Block> blocks = new ArrayList<>();
        for (int i = begin; i < ends.get(e); i++) {
          boolean number = r > 0 && table.rows().get(r - 1).get(i) instanceof Number;
          blocks.add(Block.of(rows.get(r).get(i), widths[i], number));
        }
        print(blocks, begin == 0 ? "" : INDENT, r == 0 ? Styles.QUIET : Styles.PLAIN);
        cut |= blocks.stream().anyMatch(Block::cut);
      }
    }
    if (cut) {
      output.say("what ends with … was cut; -o json has all of it");
    }
  }

  /** One cell: lines of one width. */
  private record Block(List<AttributedString> lines, int width, boolean number, boolean cut) {
    static Block of(String text, int width, boolean number) {
      if (columns(text) <= width) {
        return new Block(List.of(new AttributedString(text)), width, number, false);
      }
      StringBuilder words = new StringBuilder();
      boolean cut = false;
      for (String word : text.split(" ", -1)) {
        cut |= columns(word) > width;
        words.append(words.isEmpty() ? "" : " ");
        words.append(Folded.cut(new AttributedString(word), width));
      }
      return new Block(Folded.lines(new AttributedString(words), width), width, number, cut);
    }

    String line(int number, boolean last) {
      String text = number < lines.size() ? lines.get(number).toString() : "";
      String padding = " ".repeat(width - columns(text));
      return this.number ? padding + text : last ? text : text + padding;
    }
  }

  /** Cells side by side. */
  private void print(List<Block> blocks, String indent, AttributedStyle style) {
    int height = blocks.stream().mapToInt(block -> block.lines().size()).max().orElse(1);
    for (int number = 0; number < height; number++) {
      AttributedStringBuilder line = new AttributedStringBuilder();
      line.append(indent);
      for (int i = 0; i < blocks.size(); i++) {
        boolean last = i == blocks.size() - 1;
        line.styled(style, blocks.get(i).line(number, last) + (last ? "" : GAP));
      }
      output.data(line.toAttributedString());
    }
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], columns(row.get(i)));
      }
    }
    return widths;
  }

  /** Columns of words made narrower until a row fits; where it cannot, none wider than a line. */
  private int[] folded(int[] natural, List<List<String>> rows) {
    int[] widths = natural.clone();
    int[] least = new int[widths.length];
    for (int i = 0; i < widths.length; i++) {
      least[i] = Math.min(natural[i], Math.max(LEAST_FOLDED, longestWord(rows, i)));
    }
    int excess = -output.width() - GAP.length();
    for (int width : widths) {
      excess += width + GAP.length();
    }
    while (excess > 0) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        if (widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return wholeLines(natural);
      }
      widths[widest]--;
      excess--;
    }
    return widths;
  }

  private int[] wholeLines(int[] natural) {
    int[] widths = natural.clone();
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.min(widths[i], output.width() - (i == 0 ? 0 : INDENT.length()));
    }
    return widths;
  }

  private static int longestWord(List<List<String>> rows, int column) {
    int longest = 0;
    for (List<String> row : rows) {
      for (String word : row.get(column).split(" ", -1)) {
        longest = Math.max(longest, columns(word));
      }
    }
    return longest;
  }

  /** After which columns a row goes on in the next line: on a screen, where it would not fit. */
  private List<Integer> ends(int[] widths) {
    List<Integer> ends = new ArrayList<>();
    int line = 0;
    for (int i = 0; i < widths.length; i++) {
      int more = line + (line > 0 ? GAP.length() : 0) + widths[i];
      if (output.folds() && line > 0 && more > output.width()) {
        ends.add(i);
        more = INDENT.length() + widths[i];
      }
      line = more;
    }
    ends.add(widths.length);
    return ends;
  }

  private static int columns(String text) {
    return new AttributedString(text).columnLength();
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
