package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What one press of the backspace key takes away, in code points. */
class GraphemesTest {
  @Test
  void whatLooksLikeOneCharacterIsOne() {
    assertEquals(0, Graphemes.lastCluster(""));
    assertEquals(1, Graphemes.lastCluster("чай"));
    assertEquals(2, Graphemes.lastCluster("cafe\u0301"));
    assertEquals(1, Graphemes.lastCluster("tea \ud83c\udf75"));
    // A family: three people with joiners between them.
    assertEquals(5, Graphemes.lastCluster("a\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67"));
    // A flag is two letters.
    assertEquals(2, Graphemes.lastCluster("\ud83c\uddf7\ud83c\uddf8"));
  }
}
