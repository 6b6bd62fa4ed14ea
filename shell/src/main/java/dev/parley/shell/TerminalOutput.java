package dev.parley.shell;

import dev.parley.commands.Folded;
import dev.parley.commands.Output;
import dev.parley.commands.Styles;
import dev.parley.notes.render.RenderedLine;
import dev.parley.notes.render.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;

/**
 * The output of one command in front of a person, until it is muted because the command was left
 * behind.
 */
final class TerminalOutput implements Output {
  private static final Duration IN_PLACE = Duration.ofMillis(250);
  private static final String BELOW = " ".repeat(4);

  private final LiveArea area;
  private final Format format;
  private final boolean colored;
  private volatile boolean muted;

  TerminalOutput(LiveArea area, Format format, boolean colored) {
    this.area = area;
    this.format = format;
    this.colored = colored;
  }

  /** From here on nothing is printed: the command that has this output was left behind. */
  void mute() {
    area.progress(Optional.empty());
    muted = true;
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public int width() {
    return area.width();
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
      area.print(line);
    }
  }

  @Override
  public void say(AttributedString line) {
    Folded.lines(line, width()).forEach(this::data);
  }

  @Override
  public void error(String message, String hint) {
    say(Styles.failure(message, hint));
  }

  @Override
  public void live(List<LiveLine> lines) {
    StringBuilder text = new StringBuilder();
    for (LiveLine line : lines) {
      // A record stays one line, for whoever copies it.
      List<AttributedString> parts =
          format == Format.JSON && !line.words()
              ? List.of(line.text())
              : Folded.lines(line.text(), width(), BELOW);
      parts.forEach(part -> text.append(area.shown(part)).append('\n'));
    }
    area.print(text.toString());
  }

  @Override
  public void flood(List<AttributedString> lines) {
    area.flood(lines);
  }

  @Override
  public void progress(Optional<AttributedString> line) {
    if (!muted) {
      area.progress(line);
    }
  }

  @Override
  public Duration progressInterval() {
    return IN_PLACE;
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
      area.print(text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public OutputStream records() {
    return new TerminalRecords(this);
  }
}
