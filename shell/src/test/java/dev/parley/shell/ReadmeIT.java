package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.commands.Commands;
import dev.parley.commands.Definition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells its readers to type. */
class ReadmeIT {
  private static final Path README = Path.of("../README.md").toAbsolutePath().normalize();

  /** Names of commands, and what needs another machine than this one. */
  private static final Set<String> NOT_TYPED =
      Set.of(
          // All cells of a note are run by the test of the notes.
          "run all",
          "open #section",
          "search",
          "request",
          "reply",
          "await",
          "start rabbit --mode process --nodes 3",
          "start rabbit --mode container",
          "start kafka --mode container",
          "start sqs --mode container",
          "connect staging kafka://broker:9092 --read-only",
          "start kafka --port 9092");

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
  void itIsTypedFromTopToBottomInOneSitting() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home/notes")).getParent();
    Files.writeString(folder.resolve("my-note.md"), "# My note\n\n```parley\nnotes\n```\n");
    Files.writeString(
        Files.createDirectories(folder.resolve("notes")).resolve("n.md"),
        "# N\n\n```parley\nnotes\n```\n");
    Program here = program.with("PARLEY_JAVA_OPTIONS", "-Duser.home=" + home);
    Set<String> left = new TreeSet<>(NOT_TYPED);
    try (TerminalSession terminal = new TerminalSession(here)) {
      for (String line : typed()) {
        if (left.remove(line) || NOT_TYPED.contains(line)) {
          continue;
        }
        if (line.equals("run 2")) {
          // Enter on an empty line does this, too.
          succeeds(terminal, "run");
        }
        if (line.equals("ack jobs 1")) {
          terminal.await("◂ #1 rabbit:jobs");
        }
        succeeds(terminal, line);
      }
      terminal.enter("exit");
      assertEquals(0, terminal.end(Duration.ofSeconds(30)), terminal.text());
    }
    assertEquals(Set.of(), left, "no longer in the README");
  }

  private static void succeeds(TerminalSession terminal, String line) throws Exception {
    String printed = terminal.answer(line);
    assertFalse(printed.contains("✗"), line + "\n" + printed);
  }

  /** Its blocks of commands and the commands in its prose, up to the part without a prompt. */
  private static List<String> typed() throws IOException {
    String all = Files.readString(README);
    String text = all.substring(0, all.indexOf("## Without a prompt"));
    Set<String> commands =
        new Commands().all().stream().map(Definition::name).collect(Collectors.toSet());
    List<String> lines = new ArrayList<>();
    Matcher matcher = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```$|`([^`]+)`").matcher(text);
    while (matcher.find()) {
      String found = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      Stream<String> candidates =
          matcher.group(1) == null
              ? Stream.of(found.replaceAll("\\s+", " "))
              : found.lines().map(line -> line.replaceFirst("^parley> ", ""));
      candidates.filter(line -> commands.contains(line.split(" ", 2)[0])).forEach(lines::add);
    }
    return lines;
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
