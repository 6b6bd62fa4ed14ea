package dev.parley.commands.cell;

import com.sun.jdi.VMDisconnectedException;
import dev.parley.brokers.support.OwnerOnly;
import dev.parley.commands.OutputClosedException;
import dev.parley.commands.UserException;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.UnresolvedReferenceException;

/**
 * Java snippets, in a JVM of their own: whatever they do, this one goes on. State lasts until the
 * engine is closed or the snippets end their JVM. Not for several threads at once.
 */
public final class JavaEngine implements AutoCloseable {
  private static final List<String> IMPORTS =
      List.of(
          "java.io.*",
          "java.nio.charset.StandardCharsets",
          "java.time.*",
          "java.util.*",
          "java.util.concurrent.*",
          "java.util.concurrent.atomic.*",
          "java.util.function.*",
          "java.util.stream.*",
          "org.apache.kafka.clients.admin.*",
          "org.apache.kafka.clients.consumer.*",
          "org.apache.kafka.clients.producer.*",
          "org.apache.kafka.common.*",
          "org.apache.kafka.common.serialization.*");

  // A terminal sends Ctrl-C to this program's children, too: to end a snippet is for stop() alone.
  // A snippet that goes on must not outlive this program, however that ends.
  private static final String OURS_ALONE =
      """
      {
        sun.misc.Signal.handle(new sun.misc.Signal("INT"), sun.misc.SignalHandler.SIG_IGN);
        Runnable end = () -> Runtime.getRuntime().halt(1);
        ProcessHandle.of(%dL).ifPresentOrElse(program -> program.onExit().thenRun(end), end);
      }
      """
          .formatted(ProcessHandle.current().pid());

  /** What a snippet makes of the streams holds for that snippet. */
  private static final String KEEP_STREAMS =
      "java.io.PrintStream parleyOut = System.out, parleyErr = System.err;";

  private static final String RESTORE_STREAMS =
      "System.setOut(parleyOut); System.setErr(parleyErr);";

  private static final String PROCESS = "ProcessHandle.current().pid()";

  /** For hooks that run at the end of the JVM. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private static final long STOPPING_MILLIS = 2_000;
  private static final long STOPPING_AGAIN_MILLIS = 100;

  private final JShell shell;
  private final LineStream printed = new LineStream();
  private final Map<String, String> variables = new TreeMap<>();
  private volatile boolean ended;

  /** Why the lines of the snippet that runs are taken no more. */
  private volatile Optional<OutputClosedException> lost = Optional.empty();

  private Optional<ProcessHandle> process = Optional.empty();

  private JavaEngine(JShell.Builder builder) {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    shell = builder.out(out).err(out).build();
    shell.onShutdown(closed -> ended = true);
  }

  /**
   * Starts the JVM.
   *
   * @param classPath what snippets can use
   * @param state a directory for the JVM's own settings
   * @throws UserException if this is no JDK
   */
  public static JavaEngine start(String classPath, Path state) {
    try {
      JShell.Builder builder = JShell.builder().remoteVMOptions(virtualMachineOptions(state));
      JavaEngine engine = new JavaEngine(builder);
      engine.shell.eval(OURS_ALONE);
      engine.shell.eval(KEEP_STREAMS);
      engine.process =
          engine.shell.eval(PROCESS).stream()
              .map(SnippetEvent::value)
              .filter(Objects::nonNull)
              .findFirst()
              .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)));
      for (String entry : classPath.split(File.pathSeparator, -1)) {
        engine.shell.addToClasspath(entry);
      }
      IMPORTS.forEach(name -> engine.shell.eval("import " + name + ";"));
      return engine;
    } catch (NoClassDefFoundError | IllegalStateException e) {
      throw UserException.failed(
          "Java cells cannot run here: " + e.getMessage(), "they need a JDK, not a JRE alone");
    }
  }

  private static String[] virtualMachineOptions(Path state) {
    Path logging = state.resolve("java-cells-logging.properties");
    try {
      // The clients' logs would stand between the lines that a cell prints.
      OwnerOnly.directory(state);
      Files.writeString(OwnerOnly.file(logging), ".level=OFF\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Djava.util.logging.config.file=" + logging));
    if (Runtime.version().feature() >= 24) {
      options.add("--enable-native-access=ALL-UNNAMED");
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return options.toArray(String[]::new);
  }

  /** Whether its JVM has ended, of itself or by a snippet's doing. */
  public boolean ended() {
    return ended;
  }

  /**
   * Runs snippets, one after the other, until one fails.
   *
   * @param values of {@code String} variables, by their names
   * @param line takes each line that they print, and the value of the last expression
   * @throws UserException if one does not compile or throws
   * @throws OutputClosedException if nobody takes the lines any more
   * @throws InterruptedException if it was stopped on the way
   */
  public void run(Map<String, String> values, String source, Consumer<String> line)
      throws InterruptedException {
    Evaluation evaluation = new Evaluation(values, source, line);
    Thread caller = Thread.currentThread();
    lost = Optional.empty();
    printed.to(text -> print(text, line, caller));
    Thread thread = new Thread(evaluation, "parley-java");
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      stop(evaluation, thread);
      throwIfLost();
      throw e;
    } finally {
      printed.end();
    }
    throwIfLost();
    evaluation.rethrow();
  }

  /** On the thread that reads what the JVM prints, which has to go on to the end. */
  private void print(String text, Consumer<String> line, Thread caller) {
    if (lost.isEmpty()) {
      try {
        line.accept(text);
      } catch (OutputClosedException e) {
        lost = Optional.of(e);
        caller.interrupt();
      }
    }
  }

  /** The interrupt was ours, then. */
  private void throwIfLost() {
    if (lost.isPresent()) {
      Thread.interrupted();
      throw lost.get();
    }
  }

  /** A snippet that does not stop when it is told to loses its JVM. */
  private void stop(Evaluation evaluation, Thread thread) {
    evaluation.stopped = true;
    long until = System.nanoTime() + STOPPING_MILLIS * 1_000_000;
    try {
      while (thread.isAlive() && System.nanoTime() < until) {
        // Between two snippets, and before the first, this does nothing.
        halt();
        thread.join(STOPPING_AGAIN_MILLIS);
      }
      if (thread.isAlive()) {
        close();
      }
    } catch (InterruptedException again) {
      close();
      Thread.currentThread().interrupt();
    }
  }

  private void halt() {
    try {
      shell.stop();
    } catch (VMDisconnectedException gone) {
      // The snippet was quicker, and ended its JVM.
    }
  }

  /** By force, if the snippets left something behind that goes on. */
  @Override
  public void close() {
    ended = true;
    shell.close();
    process.ifPresent(JavaEngine::end);
  }

  private static void end(ProcessHandle process) {
    try {
      process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException goesOn) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Evaluates on a thread of its own, because evaluation does not listen to interrupts. */
  private final class Evaluation implements Runnable {
    private final Map<String, String> values;
    private final String source;
    private final Consumer<String> line;
    private volatile RuntimeException failure = new IllegalStateException("not evaluated");
    private volatile boolean done;
    private volatile boolean stopped;

    Evaluation(Map<String, String> values, String source, Consumer<String> line) {
      this.values = values;
      this.source = source;
      this.line = line;
    }

    @Override
    public void run() {
      try {
        evaluate();
        done = true;
      } catch (UserException | OutputClosedException e) {
        failure = e;
      } catch (IllegalStateException e) {
        failure = endedByItself();
      } catch (RuntimeException | Error e) {
        // The compiler fails so when its JVM ends under it.
        failure = ended ? endedByItself() : new IllegalStateException("JShell: " + e, e);
      }
    }

    void rethrow() {
      if (ended) {
        throw endedByItself();
      }
      if (!done) {
        throw failure;
      }
    }

    private UserException endedByItself() {
      return UserException.failed(
          "the snippet ended its Java process",
          "parley goes on; the next Java cell starts a new one, without the variables");
    }

    /** Gives variables their values, if they have not these already. */
    private void define() {
      values.forEach(
          (name, value) -> {
            if (!value.equals(variables.put(name, value))) {
              shell.eval("String " + name + " = \"" + value + "\";");
            }
          });
    }

    private void evaluate() {
      shell.eval(RESTORE_STREAMS);
      define();
      String rest = source;
      String value = "";
      while (!rest.isBlank() && !stopped) {
        SourceCodeAnalysis.CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
        String snippet = info.completeness().isComplete() ? info.source() : rest;
        if (snippet == null || snippet.isBlank()) {
          break;
        }
        if (info.completeness() == SourceCodeAnalysis.Completeness.DEFINITELY_INCOMPLETE) {
          throw UserException.failed(
              "the Java code is not complete: " + firstLine(rest), "a bracket or a quote is open");
        }
        for (SnippetEvent event : shell.eval(snippet)) {
          check(event);
          value = shown(event);
        }
        rest = info.completeness().isComplete() ? info.remaining() : "";
      }
      if (!value.isEmpty()) {
        line.accept("==> " + value);
      }
    }

    private void check(SnippetEvent event) {
      JShellException exception = event.exception();
      if (exception instanceof UnresolvedReferenceException early) {
        throw UserException.failed(
            early.getSnippet().name()
                + " uses what is not defined: "
                + shell
                    .unresolvedDependencies(early.getSnippet())
                    .map(needed -> needed.replaceAll("\\b[a-z]\\w*\\.", ""))
                    .collect(Collectors.joining(", ")),
            "run the cell that defines it first");
      }
      if (exception instanceof EvalException thrown) {
        throw UserException.failed(
            thrown.getExceptionClassName()
                + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage()),
            "thrown by: " + firstLine(event.snippet().source()));
      }
      if (event.status() == Snippet.Status.REJECTED) {
        String why =
            shell
                .diagnostics(event.snippet())
                .findFirst()
                .map(
                    diagnostic ->
                        diagnostic
                            .getMessage(Locale.ROOT)
                            .lines()
                            .map(String::strip)
                            .reduce((a, b) -> a + "; " + b)
                            .orElse(""))
                .orElse("rejected");
        throw UserException.failed("Java: " + why, "in: " + firstLine(event.snippet().source()));
      }
    }

    /** The value of an expression; empty for declarations and for what has none. */
    private String shown(SnippetEvent event) {
      boolean expression =
          event.snippet().kind() == Snippet.Kind.EXPRESSION
              && event.snippet().subKind() != Snippet.SubKind.ASSIGNMENT_SUBKIND;
      boolean temporary = event.snippet().subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
      return (expression || temporary) && event.value() != null ? event.value() : "";
    }

    private static String firstLine(String text) {
      return text.strip().lines().findFirst().orElse("");
    }
  }
}
