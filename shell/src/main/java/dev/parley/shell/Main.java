package dev.parley.shell;

import dev.parley.brokers.BrokerException;
import dev.parley.commands.BugLog;
import dev.parley.commands.Commands;
import dev.parley.commands.Output;
import dev.parley.commands.OutputClosedException;
import dev.parley.commands.Screen;
import dev.parley.commands.Surroundings;
import dev.parley.commands.UserException;
import dev.parley.notes.Language;
import dev.parley.notes.Library;
import dev.parley.notes.Trust;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The program. The only place that knows all the parts, and the only one that touches the standard
 * streams.
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    int code = run(List.of(arguments));
    // Brokers leave threads behind that would keep the JVM alive; everything of ours is closed by
    // now.
    Runtime.getRuntime().halt(exited(code));
  }

  /** Hooks first: they remove temporary data. */
  private static int exited(int code) {
    System.exit(code);
    return code;
  }

  private static int run(List<String> arguments) {
    Map<String, String> environment = System.getenv();
    Streams streams = Streams.of(environment);
    OutputStream out = StandardStream.out();
    OutputStream err = StandardStream.err();
    Path state = state(environment);
    try {
      Invocation invocation = Invocation.parse(arguments);
      boolean colored = invocation.color() && streams.colored(environment);
      if (invocation.version() || invocation.help()) {
        StreamOutput output =
            new StreamOutput(out, err, invocation.format(), false, colored, streams.width());
        (invocation.version() ? About.version() : About.usage()).forEach(output::data);
        return 0;
      }
      boolean prompt =
          invocation.scripts().isEmpty()
              && invocation.command().isEmpty()
              && streams.inputIsTerminal()
              && streams.outputIsTerminal();
      TemporaryFolder.use(state);
      Optional<Ahead<Prompt>> terminal = Optional.empty();
      if (prompt) {
        // To open it takes as long as to find the notes.
        Path history = state.resolve("history");
        terminal =
            Optional.of(new Ahead<>("parley-terminal", () -> Prompt.open(environment, history)));
      }
      Surroundings surroundings =
          new Surroundings(
              Systems.ALL,
              Library.bundled(),
              new Trust(state.resolve("trusted")),
              state,
              Path.of("").toAbsolutePath(),
              prompt ? InputStream.nullInputStream() : System.in,
              Screen.NOBODY,
              prompt
                  ? Surroundings.Mode.PROMPT
                  : invocation.command().isEmpty()
                      ? Surroundings.Mode.SCRIPT
                      : Surroundings.Mode.COMMAND,
              Language.of(locale(environment)),
              new Provisions(environment));
      Commands commands = new Commands();
      if (terminal.isPresent()) {
        Interactive interactive = new Interactive(surroundings, commands, invocation, environment);
        try (Prompt opened = terminal.get().get()) {
          return interactive.run(opened);
        }
      }
      StreamOutput output =
          new StreamOutput(
              out,
              err,
              invocation.format(),
              invocation.quiet(),
              colored,
              streams.width(),
              streams.wordsAreOnTerminal(),
              streams.outputIsTerminal());
      return new OneShot(surroundings, commands, invocation, output).run();
    } catch (OutputClosedException e) {
      if (!e.readerGone()) {
        failed(err, String.valueOf(e.getMessage()), "");
      }
      return e.exitCode();
    } catch (UserException e) {
      failed(err, String.valueOf(e.getMessage()), e.hint());
      return e.exitCode();
    } catch (BrokerException e) {
      failed(err, String.valueOf(e.getMessage()), e.hint());
      return UserException.NOT_UNDERSTOOD;
    } catch (RuntimeException | Error e) {
      // Not the command line itself: it may hold a password.
      BugLog.append(state.resolve("parley.log"), "the program's start or end", e);
      failed(err, BugLog.line(e), "the log has the details: " + state.resolve("parley.log"));
      return UserException.FAILED;
    }
  }

  private static void failed(OutputStream err, String message, String hint) {
    new StreamOutput(err, err, Output.Format.TABLE, false, false, Streams.DEFAULT_WIDTH)
        .error(message, hint);
  }

  /**
   * The reader's. The launcher gives this JVM a locale with UTF-8 and hands on the one it found.
   */
  private static Locale locale(Map<String, String> environment) {
    String given = environment.getOrDefault("PARLEY_LOCALE", "");
    return given.isEmpty()
        ? Locale.getDefault()
        : Locale.forLanguageTag(given.split("[.@]", 2)[0].replace('_', '-'));
  }

  /**
   * Where the program keeps what outlives it, by the XDG rules; {@code PARLEY_HOME} puts it
   * elsewhere.
   */
  private static Path state(Map<String, String> environment) {
    Path home = Path.of(System.getProperty("user.home"));
    return Optional.ofNullable(environment.get("PARLEY_HOME"))
        .filter(given -> !given.isEmpty())
        .map(Path::of)
        .or(
            () ->
                Optional.ofNullable(environment.get("XDG_STATE_HOME"))
                    .filter(given -> !given.isEmpty())
                    .map(given -> Path.of(given, "parley")))
        .orElseGet(() -> home.resolve(".local/state/parley"))
        .toAbsolutePath();
  }
}
