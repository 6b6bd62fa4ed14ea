package dev.parley.notes.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SafeTextTest {
  @Test
  void safeTextIsTheSameInstance() {
    String text = "a\tb\nПривет 日本 👨‍👩‍👧 é ’";
    assertSame(text, SafeText.clean(text));
    String line = "Привет 日本 👍🏽";
    assertSame(line, SafeText.oneLine(line));
  }

  @Test
  void escapeSequencesGoAsAWhole() {
    assertEquals("ab", SafeText.clean("a\u001b[31;1mb"));
    assertEquals("ab", SafeText.clean("a\u001b[?25 qb"));
    assertEquals("ab", SafeText.clean("a\u001b]52;c;aGk=\u0007b"));
    assertEquals("ab", SafeText.clean("a\u001b]8;;http://x\u001b\\b"));
    assertEquals("ab", SafeText.clean("a\u001bPq#0\u001b\\b"));
    assertEquals("ab", SafeText.clean("a\u001b_x\u009cb"));
    assertEquals("ab", SafeText.clean("a\u001bcb"));
    assertEquals("ab", SafeText.clean("a\u001b(0b"));
    assertEquals("a", SafeText.clean("a\u001b"));
    assertEquals("a", SafeText.clean("a\u001b[12"));
  }

  @Test
  void eightBitFormsGoToo() {
    assertEquals("ab", SafeText.clean("a\u009b2Jb"));
    assertEquals("ab", SafeText.clean("a\u009d52;c;aGk=\u009cb"));
    assertEquals("ab", SafeText.clean("a\u0090q\u0007b"));
    assertEquals("a\ufffdb", SafeText.clean("a\u0085b"));
  }

  @Test
  void whatNeverEndsHidesNothing() {
    assertEquals("a52;c;rest of the text", SafeText.clean("a\u001b]52;c;rest of the text"));
    assertEquals("first second", SafeText.clean("\u001b]first \u001b]second"));
  }

  @Test
  void controlCharactersAreShown() {
    assertEquals("a␀b␇c␈d␡e␍f", SafeText.clean("a\0b\u0007c\bd\u007fe\rf"));
    assertEquals("a\nb", SafeText.clean("a\r\nb"));
  }

  @Test
  void whatIsInvisibleIsShown() {
    assertEquals(
        "a␦b␦c␦d␦e␦f␦g␦h", SafeText.clean("a\u202eb\u202ac\u2066d\u2069e\u200ef\u200fg\u061ch"));
    assertEquals("o␦r␦d␦e␦r␦s", SafeText.oneLine("o\u200br\u2060d\ufeffe\u00adr\udb40\udc41s"));
    assertEquals("orders\u200dx\ufe0f", SafeText.oneLine("orders\u200dx\ufe0f"));
  }

  @Test
  void halvesOfCharactersAreReplaced() {
    assertEquals("a\ufffdb\ufffd", SafeText.clean("a\ud83db\udc4d"));
    assertEquals("\ufffd\ufffd", SafeText.clean("\ud83d\u001b[m\udc4d"));
  }

  @Test
  void aLineStaysALine() {
    assertEquals("a⏎b⏎c d⏎e", SafeText.oneLine("a\nb\r\nc\td\u2028e"));
  }

  @Test
  void nothingUnsafeIsEverLeftAndTwiceIsOnce() {
    Random random = new Random(7);
    String dangerous = "\u001b\u009b\u009d\u0090[]P\\;?0m\u0007\u009c\r\n\t \u202e\ud83d\udc4dab";
    for (int n = 0; n < 20_000; n++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        text.append(dangerous.charAt(random.nextInt(dangerous.length())));
      }
      String clean = SafeText.clean(text.toString());
      assertSame(clean, SafeText.clean(clean));
      assertTrue(
          clean.chars().noneMatch(c -> (c < 32 && c != '\n' && c != '\t') || (c > 126 && c < 160)));
      String line = SafeText.oneLine(text.toString());
      assertSame(line, SafeText.oneLine(line));
    }
  }

  @Test
  void aMillionBeginningsAreNoTrouble() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> SafeText.clean("\u001b]".repeat(1_000_000)));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> SafeText.clean("\u009d".repeat(1_000_000)));
  }
}
