package dev.parley.notes.run;

import dev.parley.notes.Cell;
import dev.parley.notes.ExpectedOutput;
import dev.parley.notes.Fence;
import dev.parley.notes.Note;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rewrites the {@code output} fences of a note whose cells print something else now. Lines that
 * still fit stay as they are, wildcards included; outside of those fences no character changes.
 */
public final class OutputUpdate {
  private final Note note;
  private final boolean create;

  /**
   * Prepares an update.
   *
   * @param create whether a cell without a fence gets one, if it printed anything
   */
  public OutputUpdate(Note note, boolean create) {
    this.note = note;
    this.create = create;
  }

  /**
   * The new source of the note; the same text if nothing has to change.
   *
   * @param printed what the cells printed; cells that are not in it are left alone
   */
  public String apply(Map<Cell, List<String>> printed) {
    StringBuilder source = new StringBuilder(note.source());
    // From the end, so that the places of those before stay what they are.
    printed.keySet().stream()
        .sorted(Comparator.comparingInt((Cell cell) -> cell.fence().start()).reversed())
        .forEach(cell -> apply(cell, printed.get(cell), source));
    return source.toString();
  }

  private void apply(Cell cell, List<String> printed, StringBuilder source) {
    Optional<ExpectedOutput> expected = cell.expected();
    if (expected.isPresent()) {
      if (!OutputComparison.of(expected.get().lines(), printed).isSame()) {
        rewrite(expected.get(), printed, source);
      }
    } else if (create && !printed.isEmpty()) {
      insert(cell.fence(), printed, source);
    }
  }

  private void rewrite(ExpectedOutput expected, List<String> printed, StringBuilder source) {
    Fence fence = expected.fence();
    List<UpdatedLines.Line> lines = UpdatedLines.of(expected.lines(), printed);
    String content = source.substring(fence.contentStart(), fence.contentEnd());
    List<String> before = content.lines().toList();
    String terminator = terminator();
    StringBuilder text = new StringBuilder();
    if (fence.contentStart() == source.length() && !endsLine(source)) {
      text.append(terminator);
    }
    for (UpdatedLines.Line line : lines) {
      boolean kept = line.expected() >= 0 && line.expected() < before.size();
      String whole = kept ? before.get(line.expected()) : prefixed(fence.prefix(), line.text());
      text.append(whole).append(terminator);
    }
    if (!fence.closed() && fence.contentEnd() == source.length() && !content.endsWith("\n")) {
      text.setLength(Math.max(0, text.length() - terminator.length()));
    }
    source.replace(fence.contentStart(), fence.contentEnd(), text.toString());
    String mark = mark(fence.mark(), lines.stream().map(UpdatedLines.Line::text).toList());
    if (mark.length() > fence.mark().length() && fence.closed()) {
      widen(fence, mark, fence.contentStart() + text.length(), source);
    }
  }

  /** A line that looks like the end of the fence must not be one: then the fence is longer. */
  private static void widen(Fence fence, String mark, int closing, StringBuilder source) {
    int close = source.indexOf(fence.mark(), closing);
    int end = close;
    while (end < source.length() && source.charAt(end) == mark.charAt(0)) {
      end++;
    }
    source.replace(close, end, mark);
    int open = source.indexOf(fence.mark(), fence.start());
    source.replace(open, open + fence.mark().length(), mark);
  }

  private static String mark(String least, List<String> lines) {
    char c = least.charAt(0);
    int longest = least.length();
    for (String line : lines) {
      String text = line.strip();
      int run = 0;
      while (run < text.length() && text.charAt(run) == c) {
        run++;
      }
      longest = run >= longest ? run + 1 : longest;
    }
    return String.valueOf(c).repeat(longest);
  }

  private void insert(Fence cell, List<String> printed, StringBuilder source) {
    if (!cell.closed()) {
      return;
    }
    List<String> lines = printed.stream().map(Volatile::replaced).toList();
    String terminator = terminator();
    String mark = mark("```", lines);
    StringBuilder text = new StringBuilder();
    if (cell.end() == source.length() && !endsLine(source)) {
      text.append(terminator);
    }
    text.append(cell.prefix()).append(mark).append("output").append(terminator);
    for (String line : lines) {
      text.append(prefixed(cell.prefix(), line)).append(terminator);
    }
    text.append(cell.prefix()).append(mark).append(terminator);
    source.insert(cell.end(), text);
  }

  private static String prefixed(String prefix, String line) {
    return line.isEmpty() ? prefix.stripTrailing() : prefix + line;
  }

  private static boolean endsLine(StringBuilder source) {
    return source.length() == 0 || source.charAt(source.length() - 1) == '\n';
  }

  private String terminator() {
    int feed = note.source().indexOf('\n');
    return feed > 0 && note.source().charAt(feed - 1) == '\r' ? "\r\n" : "\n";
  }
}
