package dev.parley.commands.cell;

import dev.parley.commands.Output;
import java.io.OutputStream;
import java.util.List;
import org.jline.utils.AttributedString;

/** Prints nothing: what a tested cell prints is compared, not shown. */
final class SilentOutput implements Output {
  // The width for which the output fences of the notes were written.
  private static final int WIDTH = 100;

  @Override
  public Format format() {
    return Format.TABLE;
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public boolean showsTime() {
    return false;
  }

  @Override
  public void data(AttributedString line) {}

  @Override
  public void say(AttributedString line) {}

  @Override
  public void error(String message, String hint) {}

  @Override
  public void live(List<LiveLine> lines) {}

  @Override
  public OutputStream records() {
    return OutputStream.nullOutputStream();
  }
}
