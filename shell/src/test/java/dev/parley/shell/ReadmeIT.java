package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells its readers to type. */
class ReadmeIT {
  private static final Path README = Path.of("../README.md").toAbsolutePath().normalize();

  @TempDir private Path folder;
  private Program program;

  @BeforeEach
  void set() {
    program = new Program(folder.resolve("state")).in(folder);
  }

  @Test
  void itsCellRuns() throws Exception {
    program.run("test", README.toString()).expect(1);
    program.run("trust", README.toString()).expect(0);
    Outcome outcome = program.run("test", README.toString()).expect(0);
    assertTrue(outcome.data().contains("1 cell,"), outcome.data());
    Outcome run = program.run("run", README.toString()).expect(0);
    String trace = "{\"id\":1, \"item\":\"green tea\"}  trace=abc";
    assertTrue(run.data().contains("billing   ◂ kafka:orders["), run.data());
    assertTrue(run.data().contains(trace), run.data());
  }

  @Test
  void itsScriptRuns() throws Exception {
    List<String> lines =
        Files.readAllLines(README).stream()
            .filter(line -> line.startsWith("./parley -e '"))
            .toList();
    assertEquals(1, lines.size());
    String script = lines.get(0).substring("./parley -e '".length(), lines.get(0).length() - 1);
    Outcome outcome = program.run("-e", script).expect(0);
    assertTrue(outcome.data().contains("kafka:orders[0]@0  hello"), outcome.data());
    Outcome section = program.run("run", "kafka#compaction").expect(0);
    assertTrue(section.data().contains("published"), section.data());
  }
}
