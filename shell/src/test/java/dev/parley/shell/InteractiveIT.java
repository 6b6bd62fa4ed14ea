package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The prompt, in a terminal of 80 columns and 24 rows. */
class InteractiveIT {
  private static final Duration LEAVING = Duration.ofSeconds(20);
  private static final long AT_ONCE_MILLIS = 1_000;
  private static final String TAB = "\t";
  // As a terminal sends it in application mode, which the prompt asks for.
  private static final String UP = "\u001bOA";
  private static final String KILL_LINE = "\u0015";

  @TempDir private Path folder;
  private Program program;

  @BeforeEach
  void set() {
    program = new Program(folder.resolve("state")).in(folder);
  }

  @Test
  void theFirstScreenFitsAndSpeaksBothLanguages() throws Exception {
    try (TerminalSession terminal = new TerminalSession(program)) {
      terminal.awaitPrompt();
      List<String> lines = terminal.lines();
      assertTrue(lines.stream().anyMatch(line -> line.startsWith("  Parley — ")), terminal.text());
      long sent = terminal.transcript().chars().filter(c -> c == '\n').count();
      assertTrue(sent < TerminalSession.ROWS, sent + " lines:\n" + terminal.text());
      for (String word : List.of("kafka ", "open asynchronous", "start kafka", "help", "lang ru")) {
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("  " + word)), word);
      }
      terminal.run("lang ru");
      terminal.await("Асинхронное общение");
      terminal.page("open kafka#смещения", "Смещение (offset)");
      leave(terminal);
    }
    Program russian = program.with("LC_ALL", "ru_RU.UTF-8");
    try (TerminalSession terminal = new TerminalSession(russian)) {
      terminal.awaitPrompt();
      terminal.await("lang en — notes in English");
      assertTrue(terminal.text().contains("Асинхронное общение"), terminal.text());
      leave(terminal);
    }
  }

  @Test
  void aLongNotePagesAndQComesBack() throws Exception {
    try (TerminalSession terminal = new TerminalSession(program)) {
      terminal.awaitPrompt();
      terminal.enter("open kafka");
      terminal.awaitPage();
      String first = terminal.text();
      terminal.type(" ");
      terminal.awaitThat("another page", () -> !terminal.text().equals(first));
      terminal.type("/Retention\r");
      terminal.await("Retention");
      terminal.type("q");
      terminal.awaitPrompt();
      terminal.run("toc");
      terminal.await("#share-groups");
      terminal.page("open #retention", "A log cannot grow for ever.");
      leave(terminal);
    }
  }

  @Test
  void linesAreDrawnWithTheirOwnCharacters() throws Exception {
    try (TerminalSession terminal = new TerminalSession(program)) {
      terminal.run("open index#the-notes");
      assertTrue(terminal.text().contains("────────"), terminal.text());
      terminal.enter("open index");
      terminal.awaitPage();
      assertTrue(terminal.text().contains("━━━━━━━━"), terminal.text());
      terminal.type("q");
      leave(terminal);
    }
  }

  @Test
  void enterNamesTheNextCellAndThenRunsIt() throws Exception {
    try (TerminalSession terminal = new TerminalSession(program)) {
      terminal.awaitPrompt();
      terminal.type("\r");
      terminal.await("no note is open");
      terminal.awaitPrompt();
      terminal.type("open index#a-first-taste\r");
      terminal.await("Enter goes to cell 1");
      terminal.awaitPrompt();
      terminal.type("\r");
      terminal.await("▸ cell 1 of index: start kafka …  Enter runs it");
      terminal.awaitPrompt();
      assertEquals(List.of(), OneShotIT.temporaryData(program.state()));
      terminal.type("\r");
      terminal.await("kafka:hello[0]@0  Nice to meet you");
      terminal.await("1 ✓");
      terminal.awaitPrompt();
      terminal.type("\r");
      terminal.await("that was the last cell");
      leave(terminal);
    }
    assertEquals(List.of(), OneShotIT.temporaryData(program.state()));
  }

  @Test
  void enterStaysAtACellThatFailedAndEntersTypedAheadRunNothing() throws Exception {
    Files.writeString(
        program.directory().resolve("mine.md"),
        """
        # Mine
        ```parley
        await kafka:nothing --count 1 --timeout 3s
        ```
        ```parley
        notes
        ```
        """);
    try (TerminalSession terminal = new TerminalSession(program)) {
      terminal.run("start kafka");
      terminal.run("trust ./mine.md");
      terminal.answer("open ./mine.md");
      terminal.type("\r");
      terminal.await("▸ cell 1 of mine: await");
      terminal.await("Enter runs it");
      terminal.awaitPrompt();
      terminal.type("\r");
      terminal.awaitThat("a cell that runs", () -> count(terminal, "▸ cell 1 of mine") == 2);
      terminal.type("\r\r\r");
      terminal.await("Enter runs it again, run 2 goes on behind it");
      terminal.awaitPrompt();
      terminal.run("lang");
      assertEquals(2, count(terminal, "▸ cell 1 of mine"), terminal.transcript());
      terminal.type("\r");
      terminal.awaitThat("the same cell", () -> count(terminal, "▸ cell 1 of mine") == 3);
      terminal.type("lang\r");
      terminal.awaitThat("what was typed", () -> terminal.text().endsWith("en\nparley>"));
      assertEquals(0, count(terminal, "▸ cell 2"), terminal.transcript());
      leave(terminal);
    }
  }

  private static int count(TerminalSession terminal, String text) {
    return terminal.transcript().replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]", "").split(text, -1).length
        - 1;
  }

  @Test
  void anOverrideOfTheDirectionIsSeenWhereItIsTyped() throws Exception {
    try (TerminalSession terminal = new TerminalSession(program)) {
      terminal.awaitPrompt();
      terminal.type("open a\u202eb");
      terminal.awaitTyped("open a␦b");
      terminal.type("\r");
      terminal.await("no note is called a␦b");
      leave(terminal);
    }
  }

  @Test
  void whatArrivesStandsAboveTheLineThatIsTyped() throws Exception {
    try (TerminalSession terminal = new TerminalSession(program);
        OutsideProducer outside = new OutsideProducer(terminal)) {
      terminal.run("subscribe kafka:live --as billing");
      terminal.run("subscribe kafka:typed --as echo");
      String begun = "publish kafka:typed {\"id\":1, \"чай\":\"зелёный \\ O'Brien $5 !\"} --k";
      terminal.type(begun);
      terminal.awaitTyped(begun);
      for (int i = 0; i < 5; i++) {
        outside.send("live", "from outside " + i);
        terminal.await("billing   ◂ kafka:live[0]@" + i + "  from outside " + i);
        terminal.awaitTyped(begun);
      }
      terminal.type("ey 42\r");
      terminal.await("published  kafka:typed[0]@0");
      terminal.await("echo      ◂ kafka:typed[0]@0  42  {\"id\":1, \"чай\":");
      terminal.awaitPrompt();
      String squeezed = terminal.text().replaceAll("\\s", "");
      assertTrue(squeezed.contains("{\"id\":1,\"чай\":\"зелёный\\O'Brien$5!\"}"), terminal.text());
      terminal.run("notes");
      leave(terminal);
    }
  }

  @Test
  void tabCompletesWhatCanBeTyped() throws Exception {
    try (TerminalSession terminal = new TerminalSession(program)) {
      terminal.run("start kafka");
      terminal.run("create kafka:orders-of-tea");
      completes(terminal, "unsub", "unsubscribe");
      completes(terminal, "publish kafka:orders-of-tea x --trans", "--transaction");
      completes(terminal, "subscribe kafka:orders-of-tea --from ear", "earliest");
      completes(terminal, "pull kafka:orders-", "kafka:orders-of-tea");
      completes(terminal, "open asyn", "asynchronous");
      completes(terminal, "start kaf", "kafka");
      completes(terminal, "lang r", "ru");
      completes(terminal, "help repl", "repl");
      terminal.run("open index#a-first-taste");
      completes(terminal, "run hel", "hello");
      completes(terminal, "open #the-n", "#the-notes");
      terminal.type("sub" + TAB);
      terminal.awaitTyped("subscribe");
      terminal.type(" --" + TAB);
      terminal.await("--group");
      terminal.type(KILL_LINE);
      terminal.awaitPrompt();
      leave(terminal);
    }
  }

  @Test
  void ctrlCEndsWhatIsInTheForegroundOnly() throws Exception {
    try (TerminalSession terminal = new TerminalSession(program)) {
      terminal.awaitPrompt();
      terminal.type("start kafka\r");
      terminal.awaitThat("a broker that starts", this::starts);
      atOnce("start kafka", terminal.interrupt());
      terminal.enter("start kafka");
      terminal.await("ready on 127.0.0.1:");
      terminal.run("subscribe kafka:t --as s");
      terminal.enter("publish kafka:t {n} --count 100000 --rate 50");
      terminal.await("s         ◂ kafka:t[0]@4  5");
      atOnce("publish --rate", terminal.interrupt());
      terminal.run("list");
      terminal.await("kafka:t");
      terminal.enter("pull kafka:t --from 2 --count 100000 --timeout 60s");
      terminal.awaitThat(
          "pulled messages",
          () -> terminal.lines().stream().anyMatch(l -> l.startsWith("kafka:t[0]@4")));
      atOnce("pull --timeout", terminal.interrupt());
      leave(terminal);
    }
    assertEquals(List.of(), OneShotIT.temporaryData(program.state()));
  }

  @Test
  void ctrlCRightAfterACommandEndsNothing() throws Exception {
    try (TerminalSession terminal = new TerminalSession(program)) {
      for (int i = 0; i < 20; i++) {
        terminal.enterAfterInterrupt("help nothing" + i, "no such command: nothing" + i);
        terminal.interrupt();
      }
      // The terminal may throw away a Ctrl-D that follows a Ctrl-C, too.
      terminal.enterAfterInterrupt("help last", "no such command: last");
      leave(terminal);
    }
  }

  @Test
  void ctrlCEndsEndlessJavaButKeepsItsVariables() throws Exception {
    try (TerminalSession terminal = new TerminalSession(program)) {
      terminal.enter("java int a = 41; System.out.println(\"be\" + \"gun\"); while (true);");
      terminal.await("begun");
      atOnce("java while (true)", terminal.interrupt());
      terminal.run("java System.out.println(\"a is \" + (a + 1));");
      assertTrue(terminal.text().contains("a is 42"), terminal.text());
      leave(terminal);
    }
  }

  @Test
  void aCellThatIsInterruptedSaysSo() throws Exception {
    Path note = folder.resolve("waits.md");
    Files.writeString(
        note,
        """
        # Waits
        ```parley
        start kafka
        create kafka:empty
        pull kafka:empty --count 1 --timeout 5m
        ```
        """);
    try (TerminalSession terminal = new TerminalSession(program)) {
      terminal.run("trust " + note);
      terminal.answer("open " + note);
      terminal.enter("run 1");
      terminal.await("created kafka:empty");
      terminal.interrupt();
      assertTrue(terminal.text().contains("interrupted"), terminal.text());
      assertTrue(terminal.text().contains("^C"), terminal.text());
      leave(terminal);
    }
  }

  @Test
  void systemExitEndsTheMachineOfTheJavaCellsOnly() throws Exception {
    try (TerminalSession terminal = new TerminalSession(program)) {
      terminal.enter("java System.exit(3);");
      terminal.await("the snippet ended its Java process");
      terminal.enter("java System.out.println(\"next\" + 1);");
      terminal.await("next1");
      List<ProcessHandle> children = terminal.handle().orElseThrow().descendants().toList();
      assertFalse(children.isEmpty());
      leave(terminal);
      for (ProcessHandle child : children) {
        child.onExit().get(LEAVING.toSeconds(), TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void historyIsKeptButNoPasswords() throws Exception {
    try (TerminalSession terminal = new TerminalSession(program)) {
      terminal.run("toc kafka");
      terminal.run("search password=hunter2");
      terminal.run("help publish");
      leave(terminal);
    }
    String saved = Files.readString(program.state().resolve("history"));
    assertTrue(saved.contains("help publish"), saved);
    assertFalse(saved.contains("hunter2"), saved);
    try (TerminalSession terminal = new TerminalSession(program)) {
      terminal.awaitPrompt();
      terminal.type(UP);
      terminal.awaitTyped("help publish");
      terminal.type(UP);
      terminal.awaitTyped("toc kafka");
      terminal.type(KILL_LINE);
      leave(terminal);
    }
  }

  @Test
  void withoutUtf8TheProgramStillWorks() throws Exception {
    try (TerminalSession terminal = new TerminalSession(program.with("LC_ALL", "C"))) {
      terminal.run("help stop");
      terminal.await("Stop a broker");
      terminal.run("lang ru");
      terminal.enter("start kafka");
      terminal.await("ready on 127.0.0.1:");
      terminal.run("subscribe kafka:t --as s");
      terminal.enter("publish kafka:t {\"a\":\"b \\ ' $\"} --key k");
      terminal.await("published  kafka:t[0]@0");
      terminal.await("kafka:t[0]@0  k  {\"a\":\"b \\ ' $\"}");
      leave(terminal);
    }
  }

  private boolean starts() {
    try {
      return !OneShotIT.temporaryData(program.state()).isEmpty();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void atOnce(String what, long millis) {
    assertTrue(millis < AT_ONCE_MILLIS, what + ": the prompt came after " + millis + " ms");
  }

  private static void completes(TerminalSession terminal, String typed, String becomes)
      throws Exception {
    terminal.awaitPrompt();
    terminal.type(typed + TAB);
    terminal.awaitTyped(typed.substring(0, typed.lastIndexOf(' ') + 1) + becomes);
    terminal.type(KILL_LINE);
    terminal.awaitPrompt();
  }

  private static void leave(TerminalSession terminal) throws Exception {
    assertEquals(0, terminal.leave(LEAVING), terminal.text());
  }
}
