package dev.parley.shell;

import dev.parley.commands.BugLog;
import dev.parley.commands.Commands;
import dev.parley.commands.Deadline;
import dev.parley.commands.ExitException;
import dev.parley.commands.Interpreter;
import dev.parley.commands.Line;
import dev.parley.commands.Session;
import dev.parley.commands.Surroundings;
import dev.parley.commands.UserException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Without a prompt: runs commands, waits until the last is over, and ends. */
final class OneShot {
  private final Surroundings surroundings;
  private final Commands commands;
  private final Invocation invocation;
  private final StreamOutput output;

  OneShot(
      Surroundings surroundings, Commands commands, Invocation invocation, StreamOutput output) {
    this.surroundings = surroundings;
    this.commands = commands;
    this.invocation = invocation;
    this.output = output;
  }

  int run() {
    List<Line> lines = lines();
    Session session = new Session(surroundings, output);
    Thread worker = Thread.currentThread();
    // Ctrl-C ends the JVM through its hooks; servers and their data have to be gone by then.
    Thread closing = new Thread(() -> end(session, worker), "parley-exit");
    Runtime.getRuntime().addShutdownHook(closing);
    Optional<Deadline> deadline = invocation.timeout().map(Deadline::new);
    try {
      int code = new Interpreter(commands, session).run(lines);
      if (code == UserException.INTERRUPTED && deadline.filter(Deadline::passed).isPresent()) {
        return timedOut();
      }
      if (code == 0) {
        settle(session);
        // It has said so; whoever reads only the code has to know, too.
        code = session.publications().takeFailed().isPresent() ? UserException.FAILED : 0;
      }
      session.flush();
      return code;
    } catch (ExitException e) {
      return 0;
    } catch (InterruptedException e) {
      return deadline.filter(Deadline::passed).isPresent() ? timedOut() : UserException.INTERRUPTED;
    } finally {
      deadline.ifPresent(Deadline::close);
      session.close();
    }
  }

  private static void settle(Session session) throws InterruptedException {
    session.settle(Duration.ofDays(1));
  }

  private int timedOut() {
    output.error(
        "not over within " + invocation.timeout().orElseThrow().toMillis() + " ms",
        "--timeout gives it more time");
    return UserException.TIMED_OUT;
  }

  private void end(Session session, Thread worker) {
    worker.interrupt();
    try {
      session.close();
    } catch (RuntimeException e) {
      BugLog.append(session.logFile(), "exit", e);
    }
  }

  private List<Line> lines() {
    if (!invocation.command().isEmpty()) {
      return List.of(Line.ofArguments(invocation.command()));
    }
    if (invocation.script().isPresent()) {
      return Line.parse(invocation.script().get());
    }
    String name = invocation.file().orElse("-");
    try {
      byte[] bytes =
          name.equals("-")
              ? surroundings.input().readAllBytes()
              : Files.readAllBytes(surroundings.directory().resolve(name));
      return Line.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      throw UserException.failed(
          "no such file: " + name,
          "it is looked for as " + surroundings.directory().resolve(Path.of(name)));
    } catch (MalformedInputException e) {
      throw UserException.failed(name + " is not UTF-8", "");
    } catch (IOException e) {
      throw UserException.failed("cannot read " + name + ": " + e.getMessage(), "");
    }
  }
}
