package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What ends a command or the program, in each state that it can be in. Rows that leave the program
 * running share one.
 */
class SignalsIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final long AT_ONCE_MILLIS = 2_000;
  private static final String MANY = " --count 100000000";
  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";
  private static final String ESC = "\u001b";
  private static final int TERMINATED = 128 + 15;
  private static final int HUNG_UP = 128 + 1;
  private static final int CLOSED_PIPE = 128 + 13;
  private static final List<String> NOTHING = List.of();
  private static final List<String> BROKER = List.of("start kafka");
  private static final List<String> READERS =
      List.of("start kafka", "subscribe kafka:flood --as flood", "subscribe kafka:slow --as slow");

  /** To a closed window they are what publishing is. */
  private static final Set<State> LIKE_ANOTHER =
      EnumSet.of(State.PUBLISHING_AT_A_RATE, State.WAITING_FOR_A_PULL);

  @TempDir private Path folder;

  /** What the program does in the foreground when it happens. */
  @SuppressWarnings("ImmutableEnumChecker") // The lists are made by List.of.
  private enum State {
    STARTING(NOTHING, "start kafka", ""),
    PUBLISHING(READERS, "publish kafka:flood x" + MANY, "messages,"),
    PUBLISHING_AT_A_RATE(READERS, "publish kafka:slow {n} --rate 50" + MANY, "kafka:slow[0]@2"),
    WAITING_FOR_A_SUBSCRIPTION(READERS, "await slow" + MANY + " --timeout 10m", "await slow,"),
    WAITING_FOR_A_PULL(READERS, "pull kafka:slow" + MANY + " --timeout 10m", "pull kafka:slow,"),
    STOPPING(BROKER, "stop kafka", ""),
    AT_A_QUESTION(BROKER, "stop --all", "[y/N]"),
    IN_THE_PAGER(NOTHING, "open kafka", "q leaves, / searches"),
    IN_JAVA(NOTHING, "java System.out.println(\"be\" + \"gun\"); while (true);", "begun");

    private final List<String> before;
    private final String line;
    private final String shown;

    State(List<String> before, String line, String shown) {
      this.before = before;
      this.line = line;
      this.shown = shown;
    }

    /** Enters its line and waits until that is under way. */
    void enter(TerminalSession terminal, Path home) throws Exception {
      terminal.enter(line);
      if (this == STARTING) {
        terminal.awaitThat(
            "a broker that starts", () -> Files.isDirectory(home.resolve("kafka-data")));
      } else if (this == IN_THE_PAGER) {
        terminal.awaitPage();
      } else if (!shown.isEmpty()) {
        String seen = shown;
        int since = terminal.transcript().lastIndexOf(line.substring(line.length() - 1));
        terminal.awaitThat(
            this + ": " + seen, () -> terminal.transcript().indexOf(seen, since) >= 0);
      }
    }
  }

  /** Who ends a program that has a terminal. */
  private enum End {
    SIGTERM(TERMINATED) {
      @Override
      void happens(TerminalSession terminal) {
        assertTrue(terminal.handle().orElseThrow().destroy());
      }
    },
    CLOSED_WINDOW(HUNG_UP) {
      @Override
      void happens(TerminalSession terminal) throws IOException {
        terminal.hangUp();
      }
    };

    private final int code;

    End(int code) {
      this.code = code;
    }

    abstract void happens(TerminalSession terminal) throws IOException;
  }

  @TestFactory
  Stream<DynamicTest> everyStateSurvivesOrEndsAsItShould() throws Exception {
    // The first start of all makes the archive of classes, which is not what is measured.
    new Program(folder.resolve("first")).run("--version").expect(0);
    List<DynamicTest> rows = new ArrayList<>();
    rows.add(DynamicTest.dynamicTest("keys at one prompt", this::keys));
    for (State state : State.values()) {
      Set<End> ends = EnumSet.allOf(End.class);
      if (LIKE_ANOTHER.contains(state)) {
        ends.remove(End.CLOSED_WINDOW);
      }
      for (End end : ends) {
        rows.add(DynamicTest.dynamicTest(state + ", " + end, () -> ends(state, end)));
      }
    }
    for (Script script : SCRIPTS) {
      rows.add(
          DynamicTest.dynamicTest(script + ", closed pipe", () -> noReader(script.commands())));
      rows.add(DynamicTest.dynamicTest(script + ", full output", () -> noSpace(script.commands())));
    }
    return rows.stream();
  }

  private void keys() throws Exception {
    Program program = new Program(folder.resolve("keys")).in(folder);
    try (TerminalSession terminal = new TerminalSession(program)) {
      for (State state : List.of(State.STARTING, State.IN_THE_PAGER, State.IN_JAVA)) {
        ctrlC(terminal, program, state);
      }
      State.IN_THE_PAGER.enter(terminal, program.state());
      atOnce("Esc in the pager", pressed(terminal, ESC));

      for (String line : READERS) {
        terminal.run(line);
      }
      Set<State> running =
          EnumSet.complementOf(
              EnumSet.of(State.STARTING, State.STOPPING, State.IN_THE_PAGER, State.IN_JAVA));
      for (State state : running) {
        ctrlC(terminal, program, state);
      }
      State.AT_A_QUESTION.enter(terminal, program.state());
      atOnce("Ctrl-D at a question", pressed(terminal, CTRL_D));
      terminal.await("nothing was stopped");
      ctrlC(terminal, program, State.STOPPING);

      terminal.run("start kafka");
      terminal.run("subscribe kafka:flood --as flood");
      terminal.enter("publish kafka:flood x --background --as load" + MANY);
      terminal.await("messages,");
      atOnce("Ctrl-C at the prompt under a flood", pressed(terminal, CTRL_C));
      terminal.type(CTRL_D);
      leaves(terminal, program, List.of(), 0);
    }
  }

  private static void ctrlC(TerminalSession terminal, Program program, State state)
      throws Exception {
    state.enter(terminal, program.state());
    atOnce("Ctrl-C, " + state, pressed(terminal, CTRL_C));
  }

  /** How many milliseconds after a key the prompt was back. */
  private static long pressed(TerminalSession terminal, String key) throws Exception {
    long begin = System.nanoTime();
    terminal.type(key);
    terminal.awaitPrompt();
    return (System.nanoTime() - begin) / 1_000_000;
  }

  private static void atOnce(String what, long millis) {
    assertTrue(millis < AT_ONCE_MILLIS, what + ": the prompt came after " + millis + " ms");
  }

  private void ends(State state, End end) throws Exception {
    Program program = new Program(folder.resolve(state + "-" + end)).in(folder);
    try (TerminalSession terminal = new TerminalSession(program)) {
      for (String line : state.before) {
        terminal.run(line);
      }
      state.enter(terminal, program.state());
      List<ProcessHandle> children = terminal.handle().orElseThrow().descendants().toList();
      assertEquals(state == State.IN_JAVA, !children.isEmpty(), children::toString);
      end.happens(terminal);
      leaves(terminal, program, children, end.code);
    }
  }

  private static void leaves(
      TerminalSession terminal, Program program, List<ProcessHandle> children, int code)
      throws Exception {
    assertEquals(code, terminal.end(SOON), terminal.text());
    for (ProcessHandle child : children) {
      child.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
    assertEquals(List.of(), temporaryData(program.state()));
  }

  /** What a script prints for ever, or for long enough. */
  private record Script(String name, String commands) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String READ = "start kafka; subscribe kafka:t --as t; ";
  private static final List<Script> SCRIPTS =
      List.of(
          new Script("reading", "open kafka; open rabbitmq; open kafka; open rabbitmq"),
          new Script("publishing to a reader", READ + "publish kafka:t x" + MANY),
          new Script("publishing at a rate", READ + "publish kafka:t x --rate 50" + MANY),
          new Script("waiting", READ + "publish kafka:t x --background --rate 50; await t" + MANY),
          new Script("in Java", "java while (true) System.out.println(\"x\");"));

  private void noReader(String commands) throws Exception {
    try (Running running = shell(commands, "| head -n 1; exit \"${PIPESTATUS[0]}\"")) {
      Outcome outcome = running.end(SOON).expect(CLOSED_PIPE);
      assertEquals(1, outcome.lines().size(), outcome.toString());
      assertEquals("", outcome.words(), outcome.toString());
    }
  }

  private void noSpace(String commands) throws Exception {
    try (Running running = shell(commands, "> /dev/full")) {
      Outcome outcome = running.end(SOON).expect(1);
      assertEquals(
          "✗ cannot write the output: No space left on device",
          outcome.words().strip(),
          outcome.toString());
    }
  }

  private Running shell(String commands, String destination) throws IOException {
    Program program = new Program(folder.resolve("scripts")).in(folder);
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash",
                "-c",
                "\"$0\" --quiet -e \"$1\" " + destination,
                program.launcher(),
                commands)
            .directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(program.environment());
    return new Running(builder.start());
  }

  /** Folders of brokers, and of libraries of this program. */
  private static List<Path> temporaryData(Path home) {
    try {
      List<Path> left = new ArrayList<>();
      for (String name : List.of("kafka-data", "tmp")) {
        Path data = home.resolve(name);
        if (Files.isDirectory(data)) {
          try (Stream<Path> files = Files.list(data)) {
            files.forEach(left::add);
          }
        }
      }
      return left;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
