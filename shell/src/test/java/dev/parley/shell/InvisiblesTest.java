package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InvisiblesTest {
  @Test
  void whatNobodySeesIsMarkedOneForOne() {
    assertEquals("pay␦100", Invisibles.marked("pay\u202e100"));
    assertEquals("a␦␦b␦", Invisibles.marked("a\u200b\u2066b\ufeff"));
    assertEquals("a␦2J", Invisibles.marked("a\u009b2J"));
    assertEquals("␦", Invisibles.marked("\udb40\udc41"));
  }

  @Test
  void lettersEmojiLinesAndKeysStay() {
    String text = "чай\té\n👩\u200d💻 ❤\ufe0f \u001b[A";
    assertEquals(text, Invisibles.marked(text));
  }
}
