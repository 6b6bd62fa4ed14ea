package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More messages than anybody can read, while somebody types. */
class FloodIT {
  private static final int MESSAGES = 20_000;

  @TempDir private Path folder;

  @Test
  void aFloodNeitherDisturbsTypingNorGoesUncounted() throws Exception {
    Program program = new Program(folder.resolve("state")).in(folder);
    try (TerminalSession terminal = new TerminalSession(program);
        OutsideProducer outside = new OutsideProducer(terminal)) {
      terminal.run("subscribe kafka:flood --as flood");
      String line = "publish kafka:typed {\"typed\":\"while it rained\"} --key k";
      Thread rain = new Thread(() -> outside.flood("flood", MESSAGES), "rain");
      rain.start();
      for (int typed = 1; typed <= line.length(); typed++) {
        terminal.type(line.substring(typed - 1, typed));
        terminal.awaitTyped(line.substring(0, typed));
      }
      rain.join();
      terminal.awaitThat(
          "the last message", () -> terminal.transcript().contains("flood " + MESSAGES));
      terminal.awaitTyped(line);
      assertTrue(
          terminal.transcript().matches("(?s).*[\\d,]+ messages, [\\d,]+/s  .*"),
          "the flood is no line with counts:\n" + terminal.text());
      terminal.await("were not shown, but for the newest");
      terminal.type("\r");
      terminal.await("published  kafka:typed[0]@0");
      terminal.run("pull kafka:typed --from earliest");
      terminal.await("kafka:typed[0]@0  k  {\"typed\":\"while it rained\"}");
      terminal.type("\u0004");
      assertEquals(0, terminal.end(Duration.ofSeconds(20)));
    }
  }
}
