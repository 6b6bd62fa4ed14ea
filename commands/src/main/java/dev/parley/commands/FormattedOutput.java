package dev.parley.commands;

import dev.parley.brokers.Settings;
import dev.parley.notes.render.RenderedLine;
import dev.parley.notes.render.Theme;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;

/** The output of one command that was given {@code -o} or {@code --quiet}. */
final class FormattedOutput implements Output {
  private final Output output;
  private final Format format;
  private final boolean quiet;

  private FormattedOutput(Output output, Format format, boolean quiet) {
    this.output = output;
    this.format = format;
    this.quiet = quiet;
  }

  static Output of(Output output, Settings settings) {
    if (!settings.has("output") && !settings.has("quiet")) {
      return output;
    }
    Format format =
        settings
            .text("output")
            .map(text -> text.equals("json") ? Format.JSON : Format.TABLE)
            .orElse(output.format());
    return new FormattedOutput(output, format, output.quiet() || settings.has("quiet"));
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public int width() {
    return output.width();
  }

  @Override
  public boolean folds() {
    return output.folds();
  }

  @Override
  public Theme theme() {
    return output.theme();
  }

  @Override
  public boolean showsTime() {
    return output.showsTime();
  }

  @Override
  public boolean quiet() {
    return quiet;
  }

  @Override
  public void data(AttributedString line) {
    output.data(line);
  }

  @Override
  public void say(AttributedString line) {
    if (!quiet) {
      output.say(line);
    }
  }

  @Override
  public void error(String message, String hint) {
    output.error(message, hint);
  }

  @Override
  public void live(List<LiveLine> lines) {
    output.live(lines);
  }

  @Override
  public void flood(List<AttributedString> lines) {
    output.flood(lines);
  }

  @Override
  public void progress(Optional<AttributedString> line) {
    if (!quiet) {
      output.progress(line);
    }
  }

  @Override
  public Duration progressInterval() {
    return output.progressInterval();
  }

  @Override
  public void page(List<RenderedLine> lines) {
    output.page(lines);
  }

  @Override
  public OutputStream records() {
    return output.records();
  }
}
