package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @Test
  void linesWithPasswordsAreTold() {
    for (String line :
        List.of(
            "connect prod kafka://h --property sasl.jaas.config=x",
            "connect q amqp://user:pw@host/",
            "connect prod h --property PASSWORD=x",
            "publish kafka:t {\"api_key\":\"x\"}")) {
      assertTrue(Secrets.in(line), line);
    }
    for (String line :
        List.of("publish kafka:t {\"id\":1}", "connect q amqp://host:5672/", "start kafka")) {
      assertFalse(Secrets.in(line), line);
    }
  }

  @Test
  void theyNeverReachTheHistoryFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("history");
    try (DumbTerminal terminal =
        new DumbTerminal(
            java.io.InputStream.nullInputStream(), java.io.OutputStream.nullOutputStream())) {
      CommandHistory history = new CommandHistory();
      LineReader reader =
          LineReaderBuilder.builder()
              .terminal(terminal)
              .history(history)
              .variable(LineReader.HISTORY_FILE, file)
              .build();
      history.attach(reader);
      history.add("start kafka");
      history.add("connect q amqp://user:pw@host/");
      history.save();
    }
    String saved = Files.readString(file);
    assertTrue(saved.contains("start kafka"), saved);
    assertFalse(saved.contains("pw@"), saved);
  }
}
