package dev.parley.notes.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void escapesAreShownAndNothingBehindThemIsHidden() {
    assertEquals("a␛[31;1mb", SafeText.clean("a\u001b[31;1mb"));
    assertEquals("a␛[2Jb", SafeText.oneLine("a\u001b[2Jb"));
    assertEquals("a␛]52;c;aGk=␇b", SafeText.clean("a\u001b]52;c;aGk=\u0007b"));
    assertEquals("a␛]8;;http://x␛\\b", SafeText.clean("a\u001b]8;;http://x\u001b\\b"));
    assertEquals("a␛", SafeText.clean("a\u001b"));
  }

  @Test
  void eightBitControlsAreReplaced() {
    assertEquals("a\ufffd2Jb", SafeText.clean("a\u009b2Jb"));
    assertEquals("a\ufffd52;c;aGk=\ufffdb", SafeText.clean("a\u009d52;c;aGk=\u009cb"));
    assertEquals("a\ufffdb", SafeText.clean("a\u0085b"));
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
    assertEquals("\ufffd␛[m\ufffd", SafeText.clean("\ud83d\u001b[m\udc4d"));
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
}
