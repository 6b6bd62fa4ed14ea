package dev.parley.shell;

import dev.parley.commands.Folded;
import dev.parley.commands.Output;
import dev.parley.commands.OutputClosedException;
import dev.parley.commands.Styles;
import dev.parley.notes.render.RenderedLine;
import dev.parley.notes.render.Theme;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;

/**
 * Without a prompt: data to one stream, words about it to another, both in UTF-8 whatever the
 * locale says.
 */
final class StreamOutput implements Output {
  private static final Duration IN_PLACE = Duration.ofMillis(250);

  private final OutputStream data;
  private final OutputStream words;
  private final Format format;
  private final boolean quiet;
  private final boolean colored;
  private final Theme theme;
  private final int width;
  private final boolean person;
  private final boolean screen;
  private boolean progressShown;

  StreamOutput(
      OutputStream data,
      OutputStream words,
      Format format,
      boolean quiet,
      boolean colored,
      int width) {
    this(data, words, format, quiet, colored, width, false, false);
  }

  /**
   * @param colored whether data goes to a terminal that has colours
   * @param person whether words go to a terminal, on which a line can be rewritten
   * @param screen whether data goes to a terminal, which is that wide
   */
  StreamOutput(
      OutputStream data,
      OutputStream words,
      Format format,
      boolean quiet,
      boolean colored,
      int width,
      boolean person,
      boolean screen) {
    this.data = data;
    this.words = words;
    this.format = format;
    this.quiet = quiet;
    this.colored = colored;
    this.theme = colored ? Theme.resolve(System.getenv(), true) : Theme.plain();
    this.width = width;
    this.person = person;
    this.screen = screen;
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public boolean folds() {
    return screen;
  }

  @Override
  public Theme theme() {
    return theme;
  }

  @Override
  public boolean showsTime() {
    return colored;
  }

  @Override
  public boolean quiet() {
    return quiet;
  }

  @Override
  public void data(AttributedString line) {
    write(data, SafeLine.text(line, colored) + "\n");
  }

  @Override
  public void say(AttributedString line) {
    if (!quiet) {
      write(words, text(line));
    }
  }

  @Override
  public void error(String message, String hint) {
    try {
      write(words, text(Styles.failure(message, hint)));
    } catch (OutputClosedException nobodyReads) {
      // The exit code says it.
    }
  }

  private String text(AttributedString line) {
    return (person && screen ? Folded.lines(line, width) : List.of(line))
        .stream().map(part -> SafeLine.text(part, colored) + "\n").collect(Collectors.joining());
  }

  @Override
  public void live(List<LiveLine> lines) {
    StringBuilder messages = new StringBuilder();
    StringBuilder about = new StringBuilder();
    for (LiveLine line : lines) {
      (line.words() ? about : messages).append(SafeLine.text(line.text(), colored)).append('\n');
    }
    write(data, messages.toString());
    write(words, about.toString());
  }

  @Override
  public synchronized void progress(Optional<AttributedString> line) {
    if (quiet) {
      return;
    }
    clearProgress();
    if (line.isPresent() && person) {
      AttributedString text = SafeLine.of(line.get());
      print(words, text.columnSubSequence(0, width - 1).toString());
      progressShown = true;
    } else if (line.isPresent()) {
      print(words, SafeLine.text(line.get(), false) + "\n");
    }
  }

  private void clearProgress() {
    if (progressShown) {
      progressShown = false;
      print(words, "\r\u001b[K");
    }
  }

  @Override
  public Duration progressInterval() {
    return person ? IN_PLACE : Output.super.progressInterval();
  }

  @Override
  public synchronized void page(List<RenderedLine> lines) {
    clearProgress();
    try (BufferedOutputStream buffer = new BufferedOutputStream(new Unclosed(data), 1 << 16)) {
      StringBuilder text = new StringBuilder();
      for (RenderedLine line : lines) {
        line.appendTo(text, colored);
        text.append('\n');
        if (text.length() > 1 << 15) {
          buffer.write(text.toString().getBytes(StandardCharsets.UTF_8));
          text.setLength(0);
        }
      }
      buffer.write(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized OutputStream records() {
    clearProgress();
    return data;
  }

  private synchronized void write(OutputStream stream, String text) {
    clearProgress();
    print(stream, text);
  }

  private static void print(OutputStream stream, String text) {
    try {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
      stream.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The stream is the program's: whoever writes to it does not close it. */
  private static final class Unclosed extends OutputStream {
    private final OutputStream stream;

    Unclosed(OutputStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int octet) throws IOException {
      stream.write(octet);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
      stream.write(octets, from, length);
    }

    @Override
    public void flush() throws IOException {
      stream.flush();
    }
  }
}
