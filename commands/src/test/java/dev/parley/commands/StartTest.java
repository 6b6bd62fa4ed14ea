package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.notes.Language;
import dev.parley.notes.Library;
import dev.parley.notes.Trust;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server's life as it is typed. */
class StartTest {
  private final RecordedOutput output = new RecordedOutput();
  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void open() {
    session =
        new Session(
            new Surroundings(
                List.of(new FakeSystem("sqs", false).kind()),
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
    run("start sqs");
  }

  @AfterEach
  void close() {
    session.close();
  }

  private String run(String line) {
    int before = output.text().length();
    try {
      new Interpreter(new Commands(), session).run(Line.parse(line));
      session.flush();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return output.text().substring(before);
  }

  @Test
  void stopSaysWhatANameIs() {
    run("subscribe sqs:q --as cook");
    assertEquals("✗ cook is a subscription — unsubscribe cook\n", run("stop cook"));
    assertEquals(
        "✗ no system and no running publish is named sqz — did you mean sqs?\n", run("stop sqz"));
    assertEquals(
        "✗ no system and no running publish is named load — status lists what runs\n",
        run("stop load"));
  }

  @Test
  void aKilledServerThatCannotComeBackAsItWasBeginsAnew() {
    assertEquals("sqs/1 died; start sqs/1 brings it back\n", run("kill sqs/1"));
    assertTrue(run("status").contains("  down  "));
    String again = run("start sqs/1");
    assertTrue(again.startsWith("sqs 1 ready on here in "), again);
    assertTrue(again.endsWith("what it held was temporary and is gone\n"), again);
    run("kill sqs/1");
    assertTrue(run("start sqs").startsWith("sqs 1 ready on here in "));
    assertTrue(run("start sqs").startsWith("sqs 1 runs already on here"));
  }

  @Test
  void whatIsDownIsAskedNothing() {
    run("kill sqs/1");
    assertEquals("✗ sqs is down — start sqs/1 brings it back\n", run("list sqs"));
    assertEquals("✗ sqs is down — start sqs/1 brings it back\n", run("publish sqs:jobs x"));
  }

  @Test
  void theNodeOfAServerHasANumber() {
    assertEquals(
        "✗ sqs is a whole server — a node of it is sqs/1; stop sqs ends it\n", run("kill sqs"));
    assertEquals("✗ sqs has no node 7 — its only one is sqs/1\n", run("kill sqs/7"));
    assertEquals(
        "✗ no subscription is called billing — subscribe kafka:orders --as billing\n",
        run("kill billing"));
  }

  @Test
  void theWordsOfOtherShellsAreUnderstoodSoFarAsToNameOurs() {
    assertEquals("✗ no such command: quit — exit leaves\n", run("quit"));
    assertEquals("✗ no such command: помощь — help lists the commands\n", run("помощь"));
    assertEquals(
        "✗ no such command: kafka — start kafka, open kafka or help kafka\n", run("kafka"));
    assertEquals("✗ no such command: stauts — did you mean status?\n", run("stauts"));
  }
}
