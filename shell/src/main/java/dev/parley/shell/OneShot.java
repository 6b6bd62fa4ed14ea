package dev.parley.shell;

import dev.parley.commands.BugLog;
import dev.parley.commands.Commands;
import dev.parley.commands.Deadline;
import dev.parley.commands.ExitException;
import dev.parley.commands.Interpreter;
import dev.parley.commands.Line;
import dev.parley.commands.OutputClosedException;
import dev.parley.commands.Session;
import dev.parley.commands.Surroundings;
import dev.parley.commands.TextFiles;
import dev.parley.commands.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Without a prompt: runs commands, waits until the last is over, and ends. */
final class OneShot {
  private final Surroundings surroundings;
  private final Commands commands;
  private final Invocation invocation;
  private final StreamOutput output;
  private final Object interrupts = new Object();
  private boolean closing;

  OneShot(
      Surroundings surroundings, Commands commands, Invocation invocation, StreamOutput output) {
    this.surroundings = surroundings;
    this.commands = commands;
    this.invocation = invocation;
    this.output = output;
  }

  int run() {
    List<String> texts = new ArrayList<>();
    boolean piped = invocation.scripts().isEmpty() && invocation.command().isEmpty();
    for (Invocation.Script script : invocation.scripts()) {
      piped |= script.piped();
      texts.add(
          script.file() && !script.piped()
              ? read(script.text())
              : TextFiles.unmarked(script.text()));
    }
    Session session = new Session(piped ? surroundings.with(new Taken()) : surroundings, output);
    Thread worker = Thread.currentThread();
    // Ctrl-C ends the JVM through its hooks; servers and their data have to be gone by then.
    Thread closing = new Thread(() -> end(session, worker), "parley-exit");
    Runtime.getRuntime().addShutdownHook(closing);
    session.feed().whenLost(() -> interrupt(worker));
    Optional<Deadline> deadline = invocation.timeout().map(Deadline::new);
    try {
      int code = commands(new Interpreter(commands, session), texts);
      if (code == UserException.INTERRUPTED) {
        return interrupted(session, deadline);
      }
      if (code == 0) {
        settle(session);
        // It has said so; whoever reads only the code has to know, too.
        code = session.publications().takeFailed().isPresent() ? UserException.FAILED : 0;
      }
      if (code == 0 || session.feed().lost().isEmpty()) {
        session.flush();
      }
      return code;
    } catch (ExitException e) {
      return left(session);
    } catch (InterruptedException e) {
      return interrupted(session, deadline);
    } finally {
      deadline.ifPresent(Deadline::close);
      endInterrupts();
      close(session);
    }
  }

  /** Until one fails. */
  private int commands(Interpreter interpreter, List<String> texts) throws InterruptedException {
    if (!invocation.command().isEmpty()) {
      return interpreter.run(List.of(Line.ofArguments(invocation.command())));
    }
    if (texts.isEmpty()) {
      return piped(interpreter);
    }
    int code = 0;
    for (int i = 0; i < texts.size() && code == 0; i++) {
      code =
          invocation.scripts().get(i).piped()
              ? piped(interpreter)
              : interpreter.run(Line.parse(texts.get(i)));
    }
    return code;
  }

  /** Each line when it is complete. */
  private int piped(Interpreter interpreter) throws InterruptedException {
    PipedScript script = new PipedScript(surroundings.input());
    int code = 0;
    Optional<String> next = script.next();
    while (code == 0 && next.isPresent()) {
      code = interpreter.run(Line.parse(next.get()));
      next = code == 0 ? script.next() : Optional.empty();
    }
    return code;
  }

  private static int left(Session session) {
    try {
      session.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private int interrupted(Session session, Optional<Deadline> deadline) {
    Optional<OutputClosedException> lost = session.feed().lost();
    if (lost.isPresent()) {
      throw lost.get();
    }
    return deadline.filter(Deadline::passed).isPresent() ? timedOut() : UserException.INTERRUPTED;
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

  private void interrupt(Thread worker) {
    synchronized (interrupts) {
      if (!closing) {
        worker.interrupt();
      }
    }
  }

  /** Clients that are interrupted while they close leave things behind. */
  private void endInterrupts() {
    synchronized (interrupts) {
      closing = true;
    }
    Thread.interrupted();
  }

  /** Whoever comes second waits: the JVM must not end before the first is through. */
  private synchronized void close(Session session) {
    session.close();
  }

  private void end(Session session, Thread worker) {
    interrupt(worker);
    try {
      close(session);
    } catch (RuntimeException e) {
      BugLog.append(session.logFile(), "exit", e);
    }
  }

  private String read(String name) {
    return TextFiles.read(surroundings.directory().resolve(name), name, PipedScript.LARGEST);
  }

  /** The standard input where the commands themselves come from it. */
  private static final class Taken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("standard input holds the commands");
    }

    @Override
    public int read(byte[] octets, int from, int length) throws IOException {
      return read();
    }
  }
}
