package dev.parley.commands;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Option;
import dev.parley.notes.render.SafeText;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a line: finds the command, reads its words, and turns whatever happens into one line and an
 * exit code.
 */
public final class Interpreter {
  /** What every command takes. */
  static final List<Option> COMMON =
      List.of(
          new Option(
              List.of("--output", "-o"),
              Option.Kind.CHOICE,
              "table|json",
              "How to print",
              List.of("table", "json"),
              false),
          Option.flag("quiet", "Say nothing but what was asked for"),
          Option.flag("help", "What the command does and takes"));

  private final Commands commands;
  private final Session session;

  public Interpreter(Commands commands, Session session) {
    this.commands = commands;
    this.session = session;
  }

  /** Runs the lines until one fails. */
  public int run(List<Line> lines) {
    for (Line line : lines) {
      int code = run(line);
      if (code != 0) {
        return code;
      }
    }
    return 0;
  }

  /**
   * Runs one line and says what went wrong; returns its exit code.
   *
   * @throws ExitException if the user leaves
   */
  public int run(Line line) {
    try {
      execute(line);
      return 0;
    } catch (UserException e) {
      session.output().error(String.valueOf(e.getMessage()), e.hint());
      return e.exitCode();
    } catch (InterruptedException e) {
      return UserException.INTERRUPTED;
    } catch (OutputClosedException e) {
      if (!e.readerGone()) {
        session.output().error(String.valueOf(e.getMessage()), "");
      }
      return e.exitCode();
    } catch (ExitException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // Memory that ran out or a stack that is too deep ends the command, and not the prompt.
      BugLog.append(session.logFile(), line.name(), e);
      session.output().error(BugLog.line(e), "the log has the details: " + session.logFile());
      return UserException.FAILED;
    }
  }

  /** The command and whom it is about. */
  private static String named(Line line, Definition definition) {
    String first =
        line.words().isEmpty() || definition.takesRest() ? "" : line.words().get(0).text();
    return SafeText.oneLine(
        first.isEmpty() || first.length() > 40 ? line.name() : line.name() + " " + first);
  }

  /**
   * Runs one line.
   *
   * @throws UserException whatever the user can mend
   */
  public void execute(Line line) throws InterruptedException {
    Definition definition = commands.named(line.name());
    List<Option> options = new ArrayList<>(definition.options(session.servers().kinds()));
    options.addAll(COMMON);
    try {
      Arguments arguments = new ArgumentParser(definition, options).parse(line);
      if (arguments.settings().has("help")) {
        commands.help(session, definition);
        return;
      }
      definition.check(arguments, session.servers().kinds());
      Output before = session.output();
      Output wanted = FormattedOutput.of(before, arguments.settings());
      session.output(wanted);
      Progress.Step step = session.progress().begin(named(line, definition), wanted);
      try {
        definition.maker().apply(session).run(arguments);
      } finally {
        step.close();
        session.restoreOutput(wanted, before);
      }
    } catch (BrokerException e) {
      String message = String.valueOf(e.getMessage());
      throw e.isNotUnderstood()
          ? UserException.notUnderstood(message, e.hint())
          : UserException.failed(message, e.hint());
    }
  }
}
