package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.commands.Commands;
import dev.parley.commands.Definition;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every example of every command's help is typed: it does what help says, or says why it cannot.
 */
class HelpIT {
  private static final Duration LEAVING = Duration.ofSeconds(30);

  /** Stands before what is expected of a line that is refused; then it is code 1. */
  private static final String REFUSED = "✗ ";

  @TempDir private Path folder;
  private Program program;

  /**
   * A line and a part of what it prints.
   *
   * @param shown empty where only the code counts
   */
  private record Row(String line, String shown) {
    static List<Row> of(String resource) throws IOException {
      try (var stream = Objects.requireNonNull(HelpIT.class.getResourceAsStream(resource))) {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.split("\\s+⇒\\s*", 2))
            .map(parts -> new Row(parts[0], parts.length > 1 ? parts[1].strip() : ""))
            .toList();
      }
    }

    boolean refused() {
      return shown.startsWith(REFUSED);
    }
  }

  @BeforeEach
  void set() throws IOException {
    Path hosts = Files.writeString(folder.resolve("hosts"), "");
    Path home = Files.createDirectories(folder.resolve("home/notes")).getParent();
    String note = "# My note\n\n```parley\nhelp exit\n```\n```output\nexit — <...>\n...\n```\n";
    Files.writeString(folder.resolve("my-note.md"), note);
    Files.writeString(
        Files.createDirectories(folder.resolve("notes")).resolve("other-note.md"), note);
    Files.writeString(home.resolve("notes/home-note.md"), "# At home\n");
    Files.writeString(folder.resolve("orders.jsonl"), "{\"payload\":\"from a file\"}\n");
    Files.writeString(folder.resolve("client.properties"), "client.id=mine\n");
    Files.writeString(folder.resolve("secret"), "secret\n");
    program =
        new Program(folder.resolve("state"))
            .in(folder)
            // No name is looked up anywhere, and no cloud is asked for credentials.
            .with("PARLEY_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + hosts + " -Duser.home=" + home)
            .with("AWS_EC2_METADATA_DISABLED", "true")
            .with("AWS_CONFIG_FILE", hosts.toString())
            .with("AWS_SHARED_CREDENTIALS_FILE", hosts.toString())
            .with("PARLEY_RABBITMQ", folder.resolve("no-rabbitmq-server").toString());
  }

  @Test
  void theTablesHaveEveryExample() throws Exception {
    Set<String> examples = new TreeSet<>();
    for (Definition definition : new Commands().all()) {
      assertFalse(definition.examples().isEmpty(), definition.name());
      examples.addAll(definition.examples());
    }
    for (String resource : List.of("reading.txt", "messages.txt", "nodes.txt", "refused.txt")) {
      Row.of(resource).forEach(row -> examples.remove(row.line()));
    }
    // All bundled notes, which is a test of its own; and the end of each session.
    examples.removeAll(Set.of("test", "exit"));
    assertEquals(Set.of(), examples);
  }

  @Test
  void everyCommandHasHelp() throws Exception {
    List<String> names = new Commands().all().stream().map(Definition::name).toList();
    String script = names.stream().map(name -> "help " + name).collect(Collectors.joining("\n"));
    Outcome outcome = program.run("-e", script).expect(0);
    String all = program.run("help", "all").expect(0).data();
    for (Definition definition : new Commands().all()) {
      String head = definition.name() + " — " + definition.summary();
      assertTrue(outcome.lines().contains(head), head);
      assertTrue(all.contains("  " + definition.name() + " "), definition.name());
      for (String example : definition.examples()) {
        assertTrue(outcome.lines().contains("  " + example), example);
      }
    }
  }

  @Test
  void readingAsCommandsAndAtThePrompt() throws Exception {
    both("reading.txt");
  }

  @Test
  void messagesAsCommandsAndAtThePrompt() throws Exception {
    both("messages.txt");
  }

  @Test
  void nodesAsCommandsAndAtThePrompt() throws Exception {
    both("nodes.txt");
  }

  @Test
  @SuppressWarnings("try") // The port is only held.
  void whatThisMachineCannotDoIsRefused() throws Exception {
    try (Closeable taken = taken(9092)) {
      for (Row row : Row.of("refused.txt")) {
        Outcome outcome = program.run("-e", row.line()).expect(1);
        assertTrue(outcome.words().contains(row.shown()), row + "\n" + outcome);
        assertEquals(1, outcome.answers().size(), outcome.toString());
      }
      typed(Row.of("refused.txt"));
    }
  }

  /** Somebody has the port: this, or who had it before. */
  private static Closeable taken(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (BindException somebodyElse) {
      return socket;
    }
    return socket;
  }

  private void both(String resource) throws Exception {
    List<Row> rows = Row.of(resource);
    List<String> arguments = new ArrayList<>();
    rows.forEach(row -> arguments.addAll(List.of("-e", row.line())));
    Outcome outcome = program.run(arguments.toArray(String[]::new)).expect(0);
    String all = outcome.data() + outcome.words();
    for (Row row : rows) {
      assertTrue(all.contains(row.shown()), row + "\n" + outcome);
    }
    try (var left = Files.newDirectoryStream(folder, "kafka-data*")) {
      for (Path data : left) {
        Files.move(data, folder.resolve("old-" + data.getFileName()));
      }
    }
    // At the prompt nothing is trusted yet, either.
    Files.deleteIfExists(program.state().resolve("trusted"));
    typed(rows);
  }

  private void typed(List<Row> rows) throws Exception {
    try (TerminalSession terminal = new TerminalSession(program)) {
      for (Row row : rows) {
        String printed = terminal.answer(row.line());
        String plain = printed.replaceAll("\\s", "");
        assertEquals(row.refused(), plain.contains("✗"), row + "\n" + printed);
        String wanted = row.shown().replaceAll("\\s", "");
        assertTrue(plain.contains(wanted), row + "\n" + printed);
      }
      terminal.enter("exit");
      assertEquals(0, terminal.end(LEAVING), terminal.text());
    }
  }
}
