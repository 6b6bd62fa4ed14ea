package dev.parley.shell;

import dev.parley.brokers.support.OwnerOnly;
import dev.parley.commands.Commands;
import dev.parley.commands.Completions;
import dev.parley.commands.Context;
import dev.parley.commands.Session;
import dev.parley.commands.Styles;
import java.io.IOError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.widget.AutosuggestionWidgets;

/**
 * The line that is typed: history, completion, suggestions. What is typed goes on exactly as it is.
 */
final class Prompt implements AutoCloseable {
  private final Terminal terminal;
  private final LineReader reader;
  private Completer completer = (typing, line, candidates) -> {};

  Prompt(Terminal terminal, Path history) {
    this.terminal = terminal;
    reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("parley")
            .parser(new LineParser())
            .history(new CommandHistory())
            .completer((typing, line, candidates) -> completer.complete(typing, line, candidates))
            .variable(LineReader.HISTORY_FILE, prepared(history))
            .variable(LineReader.HISTORY_SIZE, 2_000)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%M > ")
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.HISTORY_REDUCE_BLANKS, false)
            .option(LineReader.Option.HISTORY_IGNORE_DUPS, true)
            .option(LineReader.Option.INSERT_TAB, false)
            .option(LineReader.Option.BRACKETED_PASTE, true)
            .build();
    new AutosuggestionWidgets(reader).enable();
    Graphemes.bind(reader);
    Invisibles.bind(reader);
    TypedAhead.bind(reader);
  }

  /** On the terminal that the program was started from. */
  static Prompt open(Map<String, String> environment, Path history) throws IOException {
    Capabilities.prepare(environment.getOrDefault("TERM", ""));
    // The exec provider hangs in a pseudo-terminal; the native one is there on every platform that
    // Kafka runs on.
    Terminal terminal =
        TerminalBuilder.builder()
            .name("parley")
            .provider("jni")
            .dumb(true)
            .signalHandler(Terminal.SignalHandler.SIG_IGN)
            .build();
    // What is typed while a command runs is shown at the next prompt, not between its lines.
    terminal.echo(false);
    // To its signal the JVM answers with a dump of its threads.
    Attributes attributes = terminal.getAttributes();
    attributes.setControlChar(Attributes.ControlChar.VQUIT, 0);
    terminal.setAttributes(attributes);
    return new Prompt(terminal, history);
  }

  /** History can hold what nobody else should read. */
  private static Path prepared(Path history) {
    try {
      OwnerOnly.directory(history.getParent());
      OwnerOnly.file(history);
    } catch (IOException e) {
      // Without a file the history lives as long as the program.
    }
    return history;
  }

  Terminal terminal() {
    return terminal;
  }

  LineReader reader() {
    return reader;
  }

  void attach(Commands commands, Session session) {
    Completions completions = new Completions(commands, session);
    completer = (typing, line, candidates) -> complete(completions, line, candidates);
  }

  private static void complete(
      Completions completions, ParsedLine line, List<Candidate> candidates) {
    String before = line.line().substring(0, line.cursor());
    for (Completions.Suggestion suggestion : completions.of(before)) {
      candidates.add(
          new Candidate(
              suggestion.value(),
              suggestion.value(),
              null,
              suggestion.description().isEmpty() ? null : suggestion.description(),
              null,
              null,
              suggestion.complete(),
              candidates.size()));
    }
  }

  /**
   * @param contexts what commands mean that is not ours; it has another colour, and a mark while it
   *     does not answer
   */
  static String text(boolean colored, List<Context> contexts) {
    AttributedStyle style =
        contexts.isEmpty()
            ? Styles.ACCENT
            : contexts.stream().anyMatch(Context::lost)
                ? Styles.FAILED
                : Styles.REMOTE.boldDefault();
    String names =
        contexts.stream()
            .map(elsewhere -> " " + elsewhere.name() + (elsewhere.lost() ? "✗" : ""))
            .collect(Collectors.joining());
    AttributedString text =
        new AttributedStringBuilder().styled(style, "parley" + names + "> ").toAttributedString();
    return colored ? text.toAnsi() : text.toString();
  }

  /** Each line is saved as it is entered; this is for what a crash of the disk left over. */
  private void save() {
    try {
      reader.getHistory().save();
    } catch (IOException e) {
      // The next run begins with an older history.
    }
  }

  /** Whether the window was closed: a terminal that is gone, or closed, has no size. */
  boolean gone() {
    return gone(terminal);
  }

  static boolean gone(Terminal terminal) {
    try {
      terminal.getSize();
      return false;
    } catch (IOError | IllegalStateException e) {
      return true;
    }
  }

  /** The terminal is as it was before. */
  @Override
  public void close() {
    save();
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
