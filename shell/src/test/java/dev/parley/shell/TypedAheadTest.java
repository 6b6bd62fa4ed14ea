package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TypedAheadTest {
  @Test
  void emptyLinesAreDroppedAndAllElseStays() {
    assertEquals("", TypedAhead.withoutEmptyLines("\n\r\n  \n\n"));
    assertEquals("status\n", TypedAhead.withoutEmptyLines("\n\nstatus\n\n"));
    assertEquals("status\nfl", TypedAhead.withoutEmptyLines("status\n\nfl"));
    assertEquals("status\r  run 2\r", TypedAhead.withoutEmptyLines("status\r\r  run 2\r"));
    assertEquals("", TypedAhead.withoutEmptyLines(""));
  }

  @Test
  void whatIsPastedStaysWhole() {
    String paste = "\u001b[200~{\n\n}\u001b[201~";
    assertEquals(paste + "\n", TypedAhead.withoutEmptyLines("\n" + paste + "\n"));
  }
}
