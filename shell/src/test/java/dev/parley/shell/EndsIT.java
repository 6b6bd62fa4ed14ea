package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the program ends, temporary data goes and kept data stays. */
class EndsIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  // Something to be in the middle of.
  private static final String GO_ON = "publish kafka:on {n} --count 100000 --rate 20";

  @TempDir private Path folder;
  private Program program;

  @BeforeEach
  void set() {
    program = new Program(folder.resolve("state")).in(folder);
  }

  @Test
  void temporaryDataIsGoneAfterSigtermAndAfterSigkillAtTheNextStart() throws Exception {
    String script = "start kafka; subscribe kafka:on --as on; " + GO_ON;
    try (Running running = program.start("-e", script)) {
      running.awaitData("kafka:on[0]@1  2");
      running.signal("KILL");
      running.end(SOON);
    }
    List<Path> left = OneShotIT.temporaryData(program.state());
    assertFalse(left.isEmpty(), "kill -9 leaves no time to clean up");

    try (Running running = program.start("-e", script)) {
      running.awaitData("kafka:on[0]@1  2");
      List<Path> now = OneShotIT.temporaryData(program.state());
      assertFalse(now.isEmpty());
      assertTrue(now.stream().noneMatch(left::contains), left + " is still there: " + now);
      running.signal("TERM");
      running.end(SOON).expect(143);
    }
    assertEquals(List.of(), OneShotIT.temporaryData(program.state()));
  }

  @Test
  void keptDataSurvivesSigkillAndBelongsToOneProgram() throws Exception {
    Path data = folder.resolve("my data");
    String start = "start kafka --data '" + data + "'; ";
    try (Running running =
        program.start(
            "-e",
            start
                + "publish kafka:kept {n} --count 100 --key k; pull kafka:kept --count 40; "
                + "subscribe kafka:on --as on; "
                + GO_ON)) {
      running.awaitData("kafka:on[0]@1  2");
      Outcome second = program.run("-e", start + "list").expect(1);
      assertEquals(1, second.answers().size(), second.toString());
      assertTrue(second.words().contains("my data is in use"), second.toString());
      assertEquals("", second.data());
      running.signal("KILL");
      running.end(SOON);
    }
    Outcome next =
        program
            .run("-e", start + "pull kafka:kept; stop kafka; " + start + "pull kafka:kept --from 0")
            .expect(0);
    List<String> expected =
        Stream.concat(IntStream.range(40, 100).boxed(), IntStream.range(0, 100).boxed())
            .map(n -> "kafka:kept[0]@" + n + "  k  " + (n + 1))
            .toList();
    assertEquals(
        expected, next.lines().stream().filter(line -> line.startsWith("kafka:kept")).toList());
    assertTrue(Files.isDirectory(data));
    assertEquals(List.of(), OneShotIT.temporaryData(program.state()));
  }

  @Test
  void theJavaOfCellsEndsWithTheProgramThatWasKilled() throws Exception {
    String script =
        "java System.out.println(ProcessHandle.current().pid()); Thread.sleep(600_000);";
    try (Running running = program.start("-e", script)) {
      running.awaitData("\n");
      long child = running.handle().descendants().map(ProcessHandle::pid).findFirst().orElseThrow();
      running.signal("KILL");
      Outcome outcome = running.end(SOON);
      assertEquals(String.valueOf(child), outcome.data().strip());
      ProcessHandle.of(child)
          .ifPresent(java -> java.onExit().orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join());
    }
  }

  @Test
  void theProgramSurvivesTheLossOfTheDataDirectory() throws Exception {
    try (TerminalSession terminal = new TerminalSession(program)) {
      terminal.run("start kafka");
      terminal.run("subscribe kafka:t --as s");
      terminal.run("publish kafka:t before");
      terminal.await("kafka:t[0]@0  before");
      for (Path path : OneShotIT.temporaryData(program.state())) {
        if (Files.isDirectory(path)) {
          delete(path);
        }
      }
      terminal.enter("create kafka:another --partitions 3");
      terminal.await("start kafka starts it again");
      terminal.awaitPrompt();
      terminal.run("notes");
      terminal.enter("start kafka");
      terminal.awaitThat(
          "another broker", () -> terminal.text().lastIndexOf("ready on") > again(terminal));
      terminal.awaitPrompt();
      terminal.enter("publish kafka:t after");
      terminal.await("published  kafka:t[0]@0");
      terminal.awaitPrompt();
      terminal.type("\u0004");
      assertEquals(0, terminal.end(SOON));
    }
    assertEquals(List.of(), OneShotIT.temporaryData(program.state()));
  }

  private static int again(TerminalSession terminal) {
    return terminal.text().indexOf("start kafka starts it again");
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
