package dev.parley.commands;

import dev.parley.notes.render.RenderedLine;
import dev.parley.notes.render.Theme;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;

/**
 * Where everything that is printed goes: the only way out. Data is what was asked for; words are
 * what Parley says about it. Every string is made safe here, whatever it was made of.
 */
public interface Output {
  /** How data is printed. */
  enum Format {
    TABLE,
    JSON
  }

  Format format();

  /** Columns to fill. */
  int width();

  /**
   * Whether somebody looks at a screen of that width, on which longer lines would break anywhere.
   */
  default boolean folds() {
    return false;
  }

  /** How notes look here. */
  default Theme theme() {
    return Theme.plain();
  }

  /** Whether live messages begin with their time. */
  boolean showsTime();

  /** One line of data. */
  void data(AttributedString line);

  /** The same; on a screen that is too narrow it goes on below itself, behind an indent. */
  default void data(AttributedString line, String indent) {
    (folds() ? Folded.lines(line, width(), indent) : List.of(line)).forEach(this::data);
  }

  /** One line about it. */
  void say(AttributedString line);

  /** What went wrong, and what to do about it; said even where words go unsaid. */
  void error(String message, String hint);

  /** Messages that arrived in the background, one or more lines. */
  void live(List<LiveLine> lines);

  /**
   * Lines that stand for more messages than anybody reads, in place of those that stood for them
   * before; none when the flood is over.
   */
  default void flood(List<AttributedString> lines) {
    lines.forEach(this::data);
  }

  /**
   * How far the work is that is under way, in place of what was said of it before; empty when it is
   * over. Never a part of the data.
   */
  default void progress(Optional<AttributedString> line) {}

  /** How often a new line about the progress is of use. */
  default Duration progressInterval() {
    return Duration.ofSeconds(5);
  }

  /** Lines of a rendered note, or of a part of it. */
  default void page(List<RenderedLine> lines) {
    lines.forEach(line -> data(line.styled()));
  }

  /** For records in bulk: bytes to where data goes. Flushed by whoever writes; not closed. */
  OutputStream records();

  /** Whether words go unsaid. */
  default boolean quiet() {
    return false;
  }

  default void data(String line) {
    data(new AttributedString(line));
  }

  default void say(String line) {
    say(new AttributedString(line));
  }

  /**
   * One line of the background.
   *
   * @param source the subscription's name
   * @param words whether it is about the data, and has no place between records
   */
  record LiveLine(String source, AttributedString text, boolean words) {}
}
