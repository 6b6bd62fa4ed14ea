package dev.parley.shell;

import dev.parley.brokers.Settings;
import dev.parley.commands.Output;
import dev.parley.commands.UserException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The program's own command line: options, then {@code -e}, {@code -f} or a command.
 *
 * @param scripts from {@code -e} and {@code -f}, in the order given
 * @param command a command and its words
 */
record Invocation(
    List<Script> scripts,
    List<String> command,
    Output.Format format,
    boolean quiet,
    boolean color,
    Optional<Duration> timeout,
    boolean version,
    boolean help) {

  /**
   * Commands to run.
   *
   * @param file whether the text names a file, {@code -} being the standard input; else it is them
   */
  record Script(String text, boolean file) {
    /** Whether the commands come from the standard input. */
    boolean piped() {
      return file && text.equals("-");
    }
  }

  /**
   * @throws UserException if the options are not understood
   */
  static Invocation parse(List<String> arguments) {
    List<Script> scripts = new ArrayList<>();
    Optional<Duration> timeout = Optional.empty();
    Output.Format format = Output.Format.TABLE;
    boolean quiet = false;
    boolean color = true;
    boolean version = false;
    boolean help = false;
    int at = 0;
    for (;
        at < arguments.size()
            && arguments.get(at).startsWith("-")
            && arguments.get(at).length() > 1;
        at++) {
      switch (arguments.get(at)) {
        case "-e", "--execute" -> scripts.add(new Script(value(arguments, at++), false));
        case "-f", "--file" -> scripts.add(new Script(value(arguments, at++), true));
        case "-o", "--output" -> format = format(value(arguments, at++));
        case "--timeout" ->
            timeout =
                new Settings(Map.of("timeout", List.of(value(arguments, at++))))
                    .duration("timeout");
        case "--quiet", "-q" -> quiet = true;
        case "--no-color" -> color = false;
        case "--version", "-V" -> version = true;
        case "--help", "-h" -> help = true;
        default ->
            throw UserException.notUnderstood(
                "no such option: " + arguments.get(at), "parley --help shows the options");
      }
    }
    List<String> command =
        new ArrayList<>(arguments.subList(Math.min(at, arguments.size()), arguments.size()));
    if (!command.isEmpty() && !scripts.isEmpty()) {
      throw UserException.notUnderstood(
          "a command does not go with -e or -f: " + command.get(0),
          "quote the whole script: parley -e 'start kafka; list'");
    }
    if (scripts.stream().filter(Script::piped).count() > 1) {
      throw UserException.notUnderstood("standard input can be read only once", "give -f - once");
    }
    return new Invocation(
        List.copyOf(scripts), command, format, quiet, color, timeout, version, help);
  }

  private static String value(List<String> arguments, int at) {
    if (at + 1 >= arguments.size()) {
      throw UserException.notUnderstood(
          arguments.get(at) + " needs a value", "parley --help shows the options");
    }
    return arguments.get(at + 1);
  }

  private static Output.Format format(String text) {
    return switch (text) {
      case "json" -> Output.Format.JSON;
      case "table" -> Output.Format.TABLE;
      default -> throw UserException.notUnderstood("-o takes table or json, not " + text, "");
    };
  }
}
