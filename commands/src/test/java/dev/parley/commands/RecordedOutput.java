package dev.parley.commands;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.List;
import org.jline.utils.AttributedString;

/** Keeps what is printed. */
class RecordedOutput implements Output {
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream records = new ByteArrayOutputStream();
  private final Format format;

  private final int screen;

  RecordedOutput() {
    this(Format.TABLE);
  }

  RecordedOutput(Format format) {
    this(format, 0);
  }

  /**
   * @param screen its columns, if somebody looks at one; otherwise 0
   */
  RecordedOutput(Format format, int screen) {
    this.format = format;
    this.screen = screen;
  }

  synchronized String text() {
    return text.toString();
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public int width() {
    return folds() ? screen : 80;
  }

  @Override
  public boolean folds() {
    return screen > 0;
  }

  @Override
  public boolean showsTime() {
    return false;
  }

  @Override
  public synchronized void data(AttributedString line) {
    text.append(line).append('\n');
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
  public OutputStream records() {
    return records;
  }
}
