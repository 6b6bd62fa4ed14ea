package dev.parley.commands.cell;

import dev.parley.commands.Folded;
import dev.parley.commands.Output;
import dev.parley.commands.Styles;
import dev.parley.notes.Cell;
import dev.parley.notes.run.OutputLines;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * The output of a running cell: everything stands in order below the cell, marked as its own, and
 * is kept for comparison.
 */
final class CellOutput implements Output {
  private final Output output;
  private final OutputLines kept;
  private final String number;
  private boolean first = true;

  CellOutput(Output output, Cell cell, OutputLines kept) {
    this.output = output;
    this.kept = kept;
    this.number = String.format("%4d", cell.number());
  }

  @Override
  public Format format() {
    return output.format();
  }

  @Override
  public int width() {
    return Math.max(20, output.width() - 7);
  }

  @Override
  public boolean folds() {
    return output.folds();
  }

  @Override
  public boolean showsTime() {
    return false;
  }

  @Override
  public synchronized void data(AttributedString line) {
    kept.line(line.toString());
    for (AttributedString part : folds() ? Folded.lines(line, width()) : List.of(line)) {
      AttributedStringBuilder marked = new AttributedStringBuilder();
      marked.styled(Styles.ACCENT, (first ? number : "    ") + " │ ");
      marked.append(part);
      first = false;
      output.data(marked.toAttributedString());
    }
  }

  @Override
  public void say(AttributedString line) {
    data(line);
  }

  @Override
  public void error(String message, String hint) {
    data(Styles.failure(message, hint));
  }

  @Override
  public void live(List<LiveLine> lines) {
    lines.forEach(line -> data(line.text()));
  }

  @Override
  public void flood(List<AttributedString> lines) {
    output.flood(lines);
  }

  @Override
  public void progress(Optional<AttributedString> line) {
    output.progress(line);
  }

  @Override
  public Duration progressInterval() {
    return output.progressInterval();
  }

  @Override
  public OutputStream records() {
    LineStream stream = new LineStream();
    stream.to(this::data);
    return stream;
  }
}
