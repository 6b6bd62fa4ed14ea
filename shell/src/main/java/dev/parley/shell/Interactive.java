package dev.parley.shell;

import dev.parley.commands.BugLog;
import dev.parley.commands.Commands;
import dev.parley.commands.ExitException;
import dev.parley.commands.Interpreter;
import dev.parley.commands.Line;
import dev.parley.commands.Output;
import dev.parley.commands.Session;
import dev.parley.commands.Styles;
import dev.parley.commands.Surroundings;
import java.io.IOError;
import java.util.List;
import java.util.Map;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** The prompt: reads a line, runs it, and is back. */
final class Interactive {
  /** As a shell reports SIGHUP; the terminal may fail before that signal comes. */
  private static final int HUNG_UP = 129;

  private final Surroundings surroundings;
  private final Commands commands;
  private final Invocation invocation;
  private final Map<String, String> environment;

  Interactive(
      Surroundings surroundings,
      Commands commands,
      Invocation invocation,
      Map<String, String> environment) {
    this.surroundings = surroundings;
    this.commands = commands;
    this.invocation = invocation;
    this.environment = environment;
  }

  /** Until the user leaves. */
  int run(Prompt prompt) {
    Terminal terminal = prompt.terminal();
    boolean colored =
        invocation.color()
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !terminal.getType().startsWith(Terminal.TYPE_DUMB);
    TerminalScreen screen = new TerminalScreen(terminal, colored);
    Surroundings here = surroundings.with(screen);
    LineReader reader = prompt.reader();
    LiveArea area = new LiveArea(terminal, reader, colored);
    TerminalOutput output = new TerminalOutput(area, invocation.format(), colored);
    Session session = new Session(here, output);
    screen.attach(session, reader);
    prompt.attach(commands, session);
    // A closed window ends the JVM through its hooks.
    Thread closing = new Thread(() -> close(session), "parley-exit");
    Runtime.getRuntime().addShutdownHook(closing);
    try {
      new Welcome(session).print();
      loop(terminal, reader, area, session, colored);
      return prompt.gone() ? HUNG_UP : 0;
    } catch (IOError | IllegalStateException e) {
      // The latter of a terminal that the end of the JVM has closed already.
      if (!prompt.gone()) {
        throw e;
      }
      return HUNG_UP;
    } finally {
      close(session);
    }
  }

  /** Whoever comes second waits: the JVM must not end before the first is through. */
  private synchronized void close(Session session) {
    try {
      session.close();
    } catch (RuntimeException e) {
      BugLog.append(session.logFile(), "exit", e);
    }
  }

  private void loop(
      Terminal terminal, LineReader reader, LiveArea area, Session session, boolean colored) {
    Interpreter interpreter = new Interpreter(commands, session);
    EmptyLine emptyLine = new EmptyLine(session);
    while (true) {
      String typed;
      try {
        typed = reader.readLine(Prompt.text(colored, session.contexts().current()));
      } catch (UserInterruptException e) {
        continue;
      } catch (EndOfFileException e) {
        return;
      } finally {
        area.leave();
      }
      String line = typed.isBlank() ? emptyLine.meaning() : typed;
      if (line.isEmpty()) {
        continue;
      }
      TerminalOutput output = new TerminalOutput(area, invocation.format(), colored);
      session.output(output);
      ExitRequest exit = new ExitRequest();
      new Foreground(terminal, area)
          .run(
              () -> run(interpreter, Line.parse(line), exit),
              () -> {
                output.mute();
                Output next = new TerminalOutput(area, invocation.format(), colored);
                session.output(next);
                next.say(
                    Styles.line(
                        Styles.QUIET, "interrupted; it is still ending, in the background"));
              });
      if (exit.asked()) {
        return;
      }
    }
  }

  private static int run(Interpreter interpreter, List<Line> lines, ExitRequest exit) {
    try {
      return interpreter.run(lines);
    } catch (ExitException e) {
      exit.ask();
      return 0;
    }
  }

  /** Carries the wish to leave from the command's thread to the prompt's. */
  private static final class ExitRequest {
    private volatile boolean asked;

    void ask() {
      asked = true;
    }

    boolean asked() {
      return asked;
    }
  }
}
