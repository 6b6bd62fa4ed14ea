package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes and hostile input: one clear line, a code that is not 0, and nothing lost. */
class FaultsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private Program program;

  @BeforeEach
  void set() {
    program = new Program(folder.resolve("state")).in(folder);
  }

  @Test
  void exitLeavesWithoutAnError() throws Exception {
    assertEquals("", program.run("-e", "exit; notes").expect(0).data());
    Outcome piped = program.feed("exit\nnotes\n").expect(0);
    assertEquals("", piped.data() + piped.words());
    assertEquals("", program.run("exit").expect(0).words());
  }

  @Test
  void whatIsGivenSeveralTimesRunsInOrder() throws Exception {
    Path script = Files.writeString(folder.resolve("f"), "help pause\n");
    Outcome outcome =
        program
            .run("-e", "help exit", "-f", script.toString(), "-e", "help stop", "-f", "f")
            .expect(0);
    assertEquals(
        List.of("exit", "pause", "stop", "pause"),
        outcome.lines().stream()
            .filter(line -> line.contains(" — ") && !line.startsWith(" "))
            .map(line -> line.split(" ", 2)[0])
            .toList(),
        outcome.toString());
  }

  @Test
  void aLocaleWithoutUtf8LosesNoLetter() throws Exception {
    Program c = program.with("LC_ALL", "C");
    Files.writeString(folder.resolve("имя.md"), "# Заголовок\n\nтекст é\n");
    Files.writeString(
        Files.createDirectories(folder.resolve("заметки")).resolve("чай.md"), "# Чай\n");
    Outcome outcome =
        c.run(
                "-e",
                "open имя.md; vault ./заметки; notes; start kafka;"
                    + " publish kafka:t 'é' --key ключ; pull kafka:t --from earliest")
            .expect(0);
    for (String shown : List.of("Заголовок", "текст é", "Чай", "kafka:t[0]@0  ключ  é")) {
      assertTrue(outcome.data().contains(shown), shown + "\n" + outcome);
    }
  }

  @Test
  void aTerminalThatCanNothingShowsANoteAndEatsNothing() throws Exception {
    try (TerminalSession terminal = new TerminalSession(program.with("TERM", "dumb"))) {
      terminal.run("open kafka#retention");
      terminal.await("The numbering goes on.");
      terminal.run("help exit");
      terminal.await("exit — Leave");
      terminal.enter("exit");
      assertEquals(0, terminal.end(SOON), terminal.text());
    }
  }

  @Test
  void whatIsWrongHasItsCodeAlsoWhereItCannotBeSaid() throws Exception {
    for (String stream : List.of("2>&-", "2>/dev/full")) {
      shell("exec \"$0\" nonsense " + stream).expect(2);
      shell("exec \"$0\" -e 'publish' " + stream).expect(2);
      shell("exec \"$0\" open nowhere " + stream).expect(1);
      shell("exec \"$0\" --timeout 1ms -e 'start kafka' " + stream).expect(124);
    }
  }

  @Test
  void closedStreamsAreEmptyOrRefused() throws Exception {
    Outcome nothing = shell("exec \"$0\" <&-").expect(0);
    assertEquals("", nothing.data() + nothing.words());
    Outcome closed = shell("exec \"$0\" notes >&-").expect(1);
    assertEquals("parley: standard output is closed", closed.words().strip());
    Outcome wide = shell("COLUMNS=120 \"$0\" open index").expect(0);
    int longest = wide.lines().stream().mapToInt(String::length).max().orElse(0);
    assertTrue(longest > 80 && longest <= 120, longest + "\n" + wide);
  }

  @Test
  void aScriptThatIsNoTextRunsNothing() throws Exception {
    Path script = folder.resolve("latin1");
    Files.write(script, "notes\nsearch caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    Outcome outcome = program.run("-f", script.toString()).expect(1);
    assertEquals("", outcome.data());
    assertEquals(1, outcome.answers().size(), outcome.toString());
    assertTrue(outcome.words().contains("is not UTF-8"), outcome.toString());
  }

  @Test
  void cellsCanDoOnlyWhatTheyMay() throws Exception {
    note("own", "run");
    note("trusting", "trust ./other.md");
    note("other", "help exit");
    note("leaving", "exit");
    note("connecting", "connect away kafka://127.0.0.1:1");
    note("failing", "pull kafka:nothing", "help exit");
    for (String name : List.of("own", "trusting", "leaving", "connecting", "failing")) {
      program.run("trust", "./" + name + ".md").expect(0);
      Outcome outcome = program.run("test", "./" + name + ".md", "--junit", name + ".xml");
      outcome.expect(1);
      assertFalse(outcome.toString().contains("bug in parley"), outcome.toString());
      assertFalse(outcome.toString().contains("\tat "), outcome.toString());
      assertTrue(outcome.words().lines().count() < 12, outcome.toString());
    }
    assertTrue(Files.readString(folder.resolve("failing.xml")).contains("<skipped"));
    program.run("test", "./other.md").expect(1);
  }

  @Test
  void aPasswordIsShownNowhere() throws Exception {
    for (String scheme : List.of("http", "amqp", "kafka", "nonsense")) {
      Outcome outcome = program.run("connect", "c", scheme + "://bob:hunter2@127.0.0.1:1");
      assertTrue(outcome.code() == 1 || outcome.code() == 2, outcome.toString());
      assertFalse(outcome.toString().contains("hunter2"), outcome.toString());
    }
  }

  @Test
  void mistakesAtThePromptAreSurvived() throws Exception {
    try (TerminalSession terminal = new TerminalSession(program)) {
      terminal.awaitPrompt();
      // A shutdown hook that never ends, and a stream that is gone.
      terminal.run(
          "java Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true); }));");
      terminal.run("java System.setOut(null);");
      assertTrue(terminal.answer("java System.out.println(\"he\" + \"ard\");").contains("heard"));
      List<ProcessHandle> children = terminal.handle().orElseThrow().descendants().toList();
      assertFalse(children.isEmpty());

      terminal.type("publish kafka:t {\"id\":1,\r");
      terminal.awaitTyped("publish kafka:t {\"id\":1,");
      terminal.interrupt();
      terminal.run("start kafka");
      assertTrue(terminal.answer("stop --all").contains("[y/N]"));

      terminal.type("\u0004");
      assertEquals(0, terminal.end(SOON), terminal.text());
      for (ProcessHandle child : children) {
        child.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
      }
    }
    try (var files = Files.walk(program.state())) {
      for (Path file : files.toList()) {
        String rights = Files.getPosixFilePermissions(file).toString();
        assertFalse(rights.contains("GROUP") || rights.contains("OTHERS"), file + " " + rights);
      }
    }
  }

  /** Each would wait for a long time, or for ever. */
  @Test
  void whoeverWaitsForAServerThatDiesIsTold() throws Exception {
    Path data = folder.resolve("data");
    try (TerminalSession terminal = new TerminalSession(program)) {
      terminal.run("start kafka --data " + data);
      terminal.run("subscribe kafka:t --as reader");
      terminal.run("publish kafka:t {n} --rate 50 --count 1000000 --background --as load");
      terminal.enter("await reader --count 1000000 --timeout 5m");
      terminal.await("kafka:t[0]@5");
      Files.move(data, folder.resolve("elsewhere"));
      terminal.await("its data directory");
      terminal.await("reader ended: kafka died");
      terminal.awaitPrompt();
      terminal.await("the connection to kafka is closed");
      terminal.enter("exit");
      assertEquals(0, terminal.end(SOON), terminal.text());
    }
  }

  private void note(String name, String... cells) throws Exception {
    StringBuilder text = new StringBuilder("# " + name + "\n");
    for (String cell : cells) {
      text.append("\n```parley\n").append(cell).append("\n```\n");
    }
    Files.writeString(folder.resolve(name + ".md"), text);
  }

  private Outcome shell(String line) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", line, program.launcher()).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(program.environment());
    try (Running running = new Running(builder.start())) {
      return running.end(SOON);
    }
  }
}
