package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StylesTest {
  private static String failure(String message, String hint) {
    return Styles.failure(message, hint).toString();
  }

  @Test
  void whatWentWrongIsOneLineOfBoundedLength() {
    assertEquals("✗ no such command: list⏎x — help", failure("no such command: list\nx", "help"));
    String shown = failure("no such command: " + "x".repeat(100_000), "");
    assertTrue(shown.length() < 500, () -> shown.length() + "");
    assertTrue(shown.startsWith("✗ no such command: xxx") && shown.contains("x…x"), shown);
    assertEquals("✗ /a/" + "b".repeat(300), failure("/a/" + "b".repeat(300), ""));
  }

  @Test
  void noPasswordOfAnUrlIsShown() {
    assertEquals(
        "✗ no answer from amqp://user:…@127.0.0.1:1/ — try amqp://user:…@h",
        failure("no answer from amqp://user:s3c/r@t@127.0.0.1:1/", "try amqp://user:s3cr3t@h"));
    assertEquals("✗ kafka://a:1,b:2 is away", failure("kafka://a:1,b:2 is away", ""));
  }
}
