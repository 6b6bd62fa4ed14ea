package dev.parley.bench.transfer;

import dev.parley.commands.Output;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** Keeps what a command says; its records go to a stream. */
final class Lines implements Output {
  private final List<String> said = new ArrayList<>();
  private OutputStream records = OutputStream.nullOutputStream();

  void records(OutputStream to) {
    records = to;
  }

  /** What was said since this was asked last. */
  synchronized String taken() {
    String text = String.join("\n", said);
    said.clear();
    return text;
  }

  @Override
  public Format format() {
    return Format.TABLE;
  }

  @Override
  public int width() {
    return 80;
  }

  @Override
  public boolean showsTime() {
    return false;
  }

  @Override
  public synchronized void data(AttributedString line) {
    said.add(line.toString());
  }

  @Override
  public void say(AttributedString line) {
    data(line);
  }

  @Override
  public void error(String message, String hint) {
    throw new IllegalStateException(message);
  }

  @Override
  public void live(List<LiveLine> lines) {
    // Messages are made, as for a screen, and not kept; what a publish found is.
    lines.stream()
        .map(LiveLine::text)
        .filter(line -> line.toString().startsWith("{"))
        .forEach(this::data);
  }

  @Override
  public OutputStream records() {
    return records;
  }
}
