package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not used costs nothing: the prompt comes without brokers, JSON and option parsing. */
class ClassLoadingIT {
  private static final String[] OTHER_BROKERS = {
    "software.amazon.",
    "org.elasticmq.",
    "com.rabbitmq.",
    "org.apache.qpid.",
    "org.apache.derby.",
    "org.testcontainers.",
    "com.github.dockerjava."
  };

  @TempDir private Path folder;

  @Test
  void aPromptLoadsNoBrokerAndStartingOneDoes() throws Exception {
    Path log = folder.resolve("classes");
    Program program =
        new Program(folder.resolve("state"))
            .in(folder)
            .with("PARLEY_JAVA_OPTIONS", "-Xlog:class+load=info:file=" + log + ":none");
    try (TerminalSession terminal = new TerminalSession(program)) {
      terminal.awaitPrompt();
      assertEquals(List.of(), loaded(log, "picocli."), "before anything was typed");
      terminal.run("help");
      terminal.run("help start");
      terminal.type("start kafka --\t");
      terminal.await("--quiet");
      terminal.type("\u0015publish kafka:t x --tomb\t");
      terminal.awaitTyped("publish kafka:t x --tombstone");
      terminal.type("\u0015");
      terminal.awaitPrompt();
      assertFalse(loaded(log, "dev.parley.").isEmpty(), "the log is not what it should be");
      assertEquals(List.of(), loaded(log, "org.apache.kafka.", "kafka.", "scala."));
      assertEquals(List.of(), loaded(log, OTHER_BROKERS));
      assertEquals(List.of(), loaded(log, "com.fasterxml.jackson."));
      terminal.enter("start kafka");
      terminal.await("ready on 127.0.0.1:");
      assertFalse(loaded(log, "kafka.server.").isEmpty());
      assertEquals(List.of(), loaded(log, OTHER_BROKERS), "each broker is loaded by its own start");
      terminal.awaitPrompt();
      terminal.type("\u0004");
      assertEquals(0, terminal.end(Duration.ofSeconds(20)));
    }
  }

  @Test
  void noPromptNeedsNoOptionParserBeforeACommand() throws Exception {
    Path log = folder.resolve("classes");
    Program program =
        new Program(folder.resolve("state"))
            .with("PARLEY_JAVA_OPTIONS", "-Xlog:class+load=info:file=" + log + ":none");
    assertTrue(program.run("--version").expect(0).data().startsWith("parley "));
    assertEquals(
        List.of(),
        loaded(log, "picocli.", "org.apache.kafka.", "com.fasterxml.", "org.commonmark."));
  }

  /** The classes of these packages, from a log whose lines begin with a class name. */
  private static List<String> loaded(Path log, String... packages) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> Stream.of(packages).anyMatch(line::startsWith))
          .map(line -> line.split(" ", 2)[0])
          .toList();
    }
  }
}
