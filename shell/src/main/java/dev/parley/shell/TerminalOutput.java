package dev.parley.shell;

import dev.parley.commands.Folded;
import dev.parley.commands.Output;
import dev.parley.commands.Styles;
import dev.parley.notes.render.RenderedLine;
import dev.parley.notes.render.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * In front of a person. Everything goes through the terminal's own writer, which knows its
 * character set; what arrives in the background goes above the line that is being typed.
 */
final class TerminalOutput implements Output {
  private final Terminal terminal;
  private final LineReader reader;
  private final Format format;
  private final boolean colored;
  private volatile boolean muted;

  TerminalOutput(Terminal terminal, LineReader reader, Format format, boolean colored) {
    this.terminal = terminal;
    this.reader = reader;
    this.format = format;
    this.colored = colored;
  }

  /** From here on nothing is printed: the command that has this output was left behind. */
  void mute() {
    muted = true;
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public int width() {
    return Math.max(20, terminal.getWidth());
  }

  @Override
  public boolean folds() {
    return true;
  }

  @Override
  public Theme theme() {
    return colored ? Theme.resolve(System.getenv(), true) : Theme.plain();
  }

  @Override
  public boolean showsTime() {
    return true;
  }

  @Override
  public void data(AttributedString line) {
    if (!muted) {
      terminal.writer().println(shown(line));
      terminal.flush();
    }
  }

  @Override
  public void say(AttributedString line) {
    Folded.lines(line, width()).forEach(this::data);
  }

  @Override
  public void error(String message, String hint) {
    say(
        Styles.line(
            Styles.FAILED, "✗ " + message, Styles.QUIET, hint.isEmpty() ? "" : " — " + hint));
  }

  @Override
  public void live(List<LiveLine> lines) {
    AttributedStringBuilder text = new AttributedStringBuilder();
    for (LiveLine line : lines) {
      if (text.length() > 0) {
        text.append('\n');
      }
      AttributedString safe = SafeLine.of(line.text());
      text.append(colored ? safe : new AttributedString(safe.toString()));
    }
    reader.printAbove(text.toAttributedString());
  }

  @Override
  public void page(List<RenderedLine> lines) {
    if (muted) {
      return;
    }
    try {
      StringBuilder text = new StringBuilder();
      for (RenderedLine line : lines) {
        line.appendTo(text, colored);
        text.append('\n');
      }
      terminal.writer().print(text);
      terminal.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public OutputStream records() {
    return new TerminalRecords(this);
  }

  private String shown(AttributedString line) {
    AttributedString safe = SafeLine.of(line);
    return colored ? BoxDrawing.kept(safe, terminal) : safe.toString();
  }
}
