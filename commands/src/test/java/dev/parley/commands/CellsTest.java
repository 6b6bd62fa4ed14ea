package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.BrokerKind;
import dev.parley.notes.Language;
import dev.parley.notes.Library;
import dev.parley.notes.SearchHit;
import dev.parley.notes.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cell does is the cell's, and what it may not do is refused. */
class CellsTest {
  private final RecordedOutput output = new RecordedOutput();
  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void open() {
    List<BrokerKind> kinds =
        List.of(new FakeSystem("kafka", true).kind(), new FakeSystem("sqs", false).kind());
    session =
        new Session(
            new Surroundings(
                kinds,
                Library.bundled(),
                new Trust(directory.resolve("trusted")),
                directory,
                directory,
                InputStream.nullInputStream(),
                Screen.NOBODY,
                Surroundings.Mode.SCRIPT,
                Language.EN,
                need -> Optional.empty()),
            output);
  }

  @AfterEach
  void close() {
    session.close();
  }

  private int run(String script) {
    try {
      int code = new Interpreter(new Commands(), session).run(Line.parse(script));
      session.flush();
      return code;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private int cell(String note, String script) throws InterruptedException {
    return session.inCell(note, 1, () -> run(script));
  }

  private void note(String name, String... cells) throws IOException {
    StringBuilder text = new StringBuilder("# " + name + "\n");
    for (String cell : cells) {
      text.append("\n```parley\n").append(cell).append("\n```\n");
    }
    Files.writeString(directory.resolve(name + ".md"), text);
  }

  @Test
  void restartEndsOnlyWhatCellsStarted() throws Exception {
    note("mine", "start sqs\nsubscribe sqs:t --as theirs\nsubscribe kafka:t --as too");
    assertEquals(0, run("start kafka; subscribe kafka:t --as ours; trust ./mine.md"));
    assertEquals(0, run("open ./mine.md; run 1; restart"), output.text());
    assertTrue(session.servers().running("kafka").isPresent());
    assertTrue(session.servers().running("sqs").isEmpty());
    assertEquals(
        List.of("ours"),
        session.subscriptions().all().stream().map(entry -> entry.request().name()).toList());
    assertTrue(output.text().contains("stopped sqs; the next cell is the first of mine"));
    assertTrue(output.text().contains("kafka goes on, as it was started at the prompt"));
  }

  @Test
  void theOpenNoteGoesOnInTheOtherLanguage() throws Exception {
    Reading reading = session.reading();
    assertEquals(0, run("open kafka#topics-and-partitions"));
    reading.reached(reading.requireNote(), reading.requireNote().cells().get(1));
    assertEquals(0, run("lang ru"));
    Reading.Place place = reading.place().orElseThrow();
    assertEquals(Language.RU, place.note().language());
    assertEquals("kafka", place.note().id());
    assertEquals("Топики и партиции", place.section().orElseThrow().title());
    assertEquals(3, reading.nextCell().orElseThrow().number());

    note("mine", "list");
    assertEquals(0, run("open ./mine.md; lang en"));
    assertEquals("mine", reading.requireNote().id());
  }

  @Test
  void aCellThatFailedIsTheNextOneAgain() throws Exception {
    note("mine", "list", "context nowhere", "list");
    note("other", "list", "list");
    assertEquals(0, run("trust ./mine.md; trust ./other.md; open ./mine.md"));
    Reading reading = session.reading();
    assertFalse(reading.begun());
    assertEquals(1, run("run 1 2 3"));
    assertTrue(reading.begun());
    assertEquals(2, reading.nextCell().orElseThrow().number());
    assertEquals(1, run("run"));
    assertEquals(2, reading.nextCell().orElseThrow().number());
    assertEquals(0, run("run 3"));
    assertTrue(reading.nextCell().isEmpty());
    assertEquals(0, run("restart"));
    assertFalse(reading.begun());
    assertEquals(0, run("run ./other.md"));
    assertEquals(
        1, reading.nextCell().orElseThrow().number(), "cells of another note do not count");
    assertFalse(reading.begun());
  }

  @Test
  void whatIsFoundInTheOtherLanguageAloneIsSaid() {
    long notes =
        Library.bundled().search("ровно один раз", Language.RU).stream()
            .map(SearchHit::note)
            .distinct()
            .count();
    String found = notes == 1 ? "1 note in Russian has it" : notes + " notes in Russian have it";
    assertEquals(0, run("search ровно один раз; search axolotl"));
    assertEquals("nothing found; " + found + ": lang ru\nnothing found\n", output.text());
    assertTrue(notes > 0);
  }

  @Test
  void linksAreFollowedByTheNumbersThatWereListedLast() throws Exception {
    Files.writeString(directory.resolve("linked.md"), "# Linked\n\nSee [[kafka]].\n");
    assertEquals(0, run("open ./linked.md; search consumer group"));
    assertFalse(session.reading().found().isEmpty());
    assertEquals(0, run("links; follow 1"));
    assertEquals("kafka", session.reading().requireNote().id());
    assertTrue(session.reading().place().orElseThrow().section().isEmpty());
  }

  @Test
  void nextGoesOnBehindTheCellsThatWereReached() throws Exception {
    Files.writeString(
        directory.resolve("parts.md"),
        "# Parts\n## One\n```parley\nlist\n```\n## Two\n```parley\nlist\n```\n## Three\nEnd.\n");
    assertEquals(0, run("open ./parts.md"));
    Reading reading = session.reading();
    assertEquals("One", reading.following().orElseThrow().title());
    reading.reached(reading.requireNote(), reading.requireNote().cells().get(0));
    assertEquals("Two", reading.following().orElseThrow().title());
    reading.reached(reading.requireNote(), reading.requireNote().cells().get(1));
    assertEquals("Three", reading.following().orElseThrow().title());
    assertEquals(0, run("open ./parts.md#one"));
    assertEquals("Two", reading.following().orElseThrow().title());
  }

  @Test
  void stopAllEndsAllAndMoreCanBeStarted() {
    assertEquals(0, run("start kafka; start sqs; subscribe kafka:t --as a; stop --all"));
    assertTrue(session.servers().running().isEmpty());
    assertTrue(session.subscriptions().all().isEmpty());
    assertEquals(0, run("start kafka"));
  }

  @Test
  void unsubscribeAllLeavesNobody() {
    assertEquals(0, run("start kafka; subscribe kafka:t --as a; subscribe kafka:t --as b"));
    assertEquals(0, run("unsubscribe --all"));
    assertTrue(session.subscriptions().all().isEmpty());
    assertEquals(2, run("unsubscribe"));
    assertEquals(2, run("unsubscribe a --all"));
  }

  @Test
  void whatACellConnectsStaysTheCells() throws Exception {
    assertEquals(0, cell("one", "connect far kafka://127.0.0.1:1; publish kafka:t x"));
    assertTrue(session.contexts().current().isEmpty());
    assertEquals(1, run("publish kafka:t x"));
    assertEquals(0, cell("one", "publish kafka:t x"));
    assertEquals(1, cell("another", "publish kafka:t x"));
    assertEquals(0, run("context far; publish kafka:t x"));
    assertEquals(0, cell("another", "context local"));
    assertFalse(session.contexts().current().isEmpty());
  }

  @Test
  void whatACellChoosesForOneSystemLeavesThePromptsOthers() throws Exception {
    assertEquals(0, run("connect far kafka://127.0.0.1:1"));
    session.contexts().allowCells("far");
    assertEquals(0, cell("one", "connect near sqs://eu-central-1"), output.text());
    assertEquals(0, cell("one", "publish kafka:t x"), output.text());
    assertEquals(1, run("publish sqs:q x"));
  }

  @Test
  void aCellTrustsNothingAndAsksNothing() throws Exception {
    note("foreign", "notes");
    assertEquals(1, cell("mine", "trust ./foreign.md"));
    assertEquals(1, cell("mine", "run ./foreign.md"));
    assertTrue(output.text().contains("a cell cannot trust a note"));
    assertTrue(output.text().contains("is not trusted, so nothing of it runs"));
  }

  @Test
  void aFolderIsTrustedAsAWhole() throws Exception {
    note("a", "notes");
    note("b", "notes");
    Files.writeString(directory.resolve("plain.md"), "# Plain\n");
    assertEquals(1, run("test ."));
    assertEquals(0, run("trust .; test ."), output.text());
    assertTrue(output.text().contains("2 passed, 0 failed, 0 skipped"), output.text());
  }

  @ParameterizedTest
  @CsvSource({
    "run ./loop.md, run ./loop.md",
    "run ./loop.md, test ./loop.md",
    "test ./loop.md, run ./loop.md",
    "test ./loop.md, test ./loop.md",
    "test ., test .",
    "test ., run ./loop.md",
    "open ./loop.md; run all, run ./loop.md",
    "open ./loop.md; run 2, run ./loop.md",
  })
  void aNoteThatRunsItselfEndsWithOneLine(String script, String typed) throws Exception {
    note("loop", script.split("; "));
    assertEquals(1, run("trust ./loop.md; " + typed));
    assertEquals(
        1,
        output
            .text()
            .lines()
            .filter(line -> line.contains("✗ cell "))
            .filter(line -> line.contains("loop.md would run itself, without an end"))
            .count(),
        output.text());
    assertEquals(0, run("notes"));
  }

  @Test
  void twoNotesThatRunEachOtherEndToo() throws Exception {
    note("one", "test ./other.md");
    note("other", "run ./one.md");
    assertEquals(1, run("trust ./one.md; trust ./other.md; run ./one.md"));
    assertTrue(output.text().contains("one.md would run itself, without an end"), output.text());
  }

  @Test
  void cellsRunOthersOfTheirNoteAndNotesFourDeep() throws Exception {
    note("tower", "notes", "open ./tower.md", "run 1");
    assertEquals(0, run("trust ./tower.md; run ./tower.md"), output.text());
    for (int i = 1; i <= 5; i++) {
      note("deep" + i, i == 5 ? "notes" : "test ./deep" + (i + 1) + ".md");
      assertEquals(0, run("trust ./deep" + i + ".md"));
    }
    assertEquals(0, run("test ./deep2.md"), output.text());
    assertEquals(1, run("test ./deep1.md"));
    assertTrue(output.text().contains("cells that run cells end at 4 of them"), output.text());
  }

  @Test
  void runAllInACellMeansTheOpenNote() throws Exception {
    note("runner", "run all");
    note("open", "notes");
    assertEquals(1, run("trust ./runner.md; trust ./open.md; run ./runner.md"));
    assertTrue(output.text().contains("the open note, and none is open"), output.text());
    assertEquals(0, run("open ./open.md; run ./runner.md"), output.text());
  }

  @Test
  void everyUntrustedNoteOfATestIsNamedAndReported() throws Exception {
    note("fine", "notes");
    note("one", "notes", "notes");
    note("two", "notes");
    assertEquals(1, run("trust ./fine.md; test . --junit report.xml"));
    assertTrue(output.text().contains("one.md is not trusted, so nothing of it runs — read it"));
    assertTrue(output.text().contains("two.md is not trusted, so nothing of it runs — read it"));
    assertTrue(output.text().contains("1 passed, 2 failed, 0 skipped, 1 not run"), output.text());
    String report = Files.readString(directory.resolve("report.xml"));
    assertEquals(3, report.split("<testsuite ").length - 1, report);
    assertEquals(2, report.split("<failure ").length - 1, report);
  }

  @Test
  void aReportThatCannotBeWrittenIsRefusedBeforeNotesRun() throws Exception {
    note("fine", "create kafka:t");
    assertEquals(0, run("trust ./fine.md; start kafka"));
    for (String place : List.of("none/report.xml", ".", "fine.md/report.xml")) {
      assertEquals(1, run("test ./fine.md --junit " + place));
    }
    assertEquals(3, output.text().lines().filter(line -> line.contains("nothing was run")).count());
    assertFalse(output.text().contains("passed"), output.text());
  }

  @Test
  void whatIsNoNoteIsSaidForWhatItIs() throws Exception {
    Path loop = directory.resolve("loop.md");
    Files.createSymbolicLink(loop, loop);
    Files.createSymbolicLink(directory.resolve("zero.md"), Path.of("/dev/zero"));
    Files.createSymbolicLink(directory.resolve("gone.md"), Path.of("nowhere.md"));
    Files.createDirectory(directory.resolve("folder"));
    Files.writeString(directory.resolve("text.txt"), "# Text\n");
    for (String name : List.of("loop.md", "zero.md", "gone.md", "folder", "text.txt")) {
      for (String command : List.of("open", "run", "links")) {
        assertEquals(1, run(command + " " + name));
      }
    }
    for (String said :
        List.of(
            "loop.md is not readable: its links lead in a circle",
            "zero.md is a pipe or a device, not a file",
            "gone.md is a link that leads nowhere",
            "folder is a folder, not a note",
            "is the file ./text.txt meant?")) {
      assertEquals(3, output.text().lines().filter(line -> line.contains(said)).count(), said);
    }
    note("fine", "notes");
    assertEquals(0, run("trust .; test ."), output.text());
    assertTrue(output.text().contains("zero.md is passed over: it is a pipe or a device"));
  }

  @Test
  void aNoteThatIsNotUtf8IsRefusedWithItsLine() throws Exception {
    Files.write(directory.resolve("latin.md"), new byte[] {'#', ' ', 'a', '\n', (byte) 0xe9});
    Files.writeString(directory.resolve("replaced.md"), "# a\n\ufffd\n");
    assertEquals(1, run("open ./latin.md"));
    assertEquals(1, run("vault .; open latin"));
    assertEquals(
        2,
        output
            .text()
            .lines()
            .filter(line -> line.contains("latin.md: line 2 is not UTF-8; iconv converts it"))
            .count(),
        output.text());
    assertEquals(0, run("open replaced"), output.text());
  }

  @Test
  void linksListsTheFirstOnesOrAll() throws Exception {
    StringBuilder text = new StringBuilder("# Many\n\n");
    for (int i = 0; i < 60; i++) {
      text.append("[[n").append(i).append("]]\n");
    }
    Files.writeString(directory.resolve("many.md"), text);
    assertEquals(0, run("links ./many.md"));
    assertTrue(output.text().contains("n49 ") && !output.text().contains("n50 "), output.text());
    assertTrue(output.text().contains("10 more; links --all lists them"), output.text());
    assertEquals(0, run("links ./many.md --all"));
    assertTrue(output.text().contains("n59 "), output.text());
  }

  @Test
  void exitInACellEndsTheCell() throws Exception {
    note("leaving", "exit");
    assertEquals(1, run("trust ./leaving.md; run ./leaving.md"));
    assertTrue(output.text().contains("a cell does not end parley"), output.text());
  }

  @Test
  void cellsBehindAFailureAreListedAsNotRun() throws Exception {
    note("failing", "notes", "nonsense", "notes");
    assertEquals(1, run("trust ./failing.md; test ./failing.md --junit report.xml"));
    assertTrue(output.text().contains("cell 3 not run: a cell before it failed"), output.text());
    assertTrue(output.text().contains("1 passed, 1 failed, 0 skipped, 1 not run"), output.text());
    assertTrue(
        Files.readString(directory.resolve("report.xml")).contains("tests=\"3\" failures=\"1\""));
  }

  @Test
  @Disabled(
      "who acts is kept in the session and not with the work: while a cell that Ctrl-C left behind"
          + " ends, the prompt acts as that cell")
  void aCellThatIsLeftBehindDoesNotActForThePrompt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread leftBehind =
        new Thread(
            () -> {
              try {
                session.inCell(
                    "slow",
                    1,
                    () -> {
                      begun.countDown();
                      end.await();
                      return 0;
                    });
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    leftBehind.start();
    begun.await();
    try {
      assertFalse(session.inCell());
      assertEquals("prompt", session.source());
    } finally {
      end.countDown();
      leftBehind.join();
    }
  }
}
