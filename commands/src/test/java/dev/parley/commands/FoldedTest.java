package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class FoldedTest {
  @Test
  void aLineIsCutAtBlanks() {
    assertEquals(List.of("one two", "three"), lines("one two three", 8));
    assertEquals(List.of("one two", "three"), lines("one two three", 7));
    assertEquals(List.of("раз", "два"), lines("раз два", 4));
  }

  @Test
  void aWordThatIsTooLongIsCutAnywhere() {
    assertEquals(List.of("abcd", "ef g"), lines("abcdef g", 4));
    assertEquals(List.of("茶茶", "茶"), lines("茶茶茶", 5));
    assertEquals(List.of("😀", "😀"), lines("😀😀", 3));
    assertEquals(List.of("茶", "茶"), lines("茶茶", 1));
  }

  @Test
  void whatFitsStaysAsItIs() {
    assertEquals(List.of("  a  b"), lines("  a  b", 6));
    assertEquals(List.of(""), lines("", 5));
  }

  @Test
  void anIndentAloneIsNoLine() {
    assertEquals(List.of("    ab", "cd"), lines("    abcd", 6));
  }

  @Test
  void whatGoesOnBelowIsIndented() {
    assertEquals(List.of("one ", "  two", "  three"), lines("one  two three", 7, "  "));
    assertEquals(List.of("one"), lines("one", 7, "  "));
    assertEquals(List.of("one ", "two", "three"), lines("one  two three", 7, "      "));
    assertEquals(List.of("one "), lines("one       ", 4, "  "));
  }

  @Test
  void whatIsCutEndsWithAnEllipsis() {
    assertEquals("abc…", Folded.cut(new AttributedString("abcdef"), 4).toString());
    assertEquals("abcd", Folded.cut(new AttributedString("abcd"), 4).toString());
  }

  private static List<String> lines(String text, int columns, String indent) {
    return Folded.lines(new AttributedString(text), columns, indent).stream()
        .map(AttributedString::toString)
        .toList();
  }

  private static List<String> lines(String text, int columns) {
    return Folded.lines(new AttributedString(text), columns).stream()
        .map(AttributedString::toString)
        .toList();
  }
}
