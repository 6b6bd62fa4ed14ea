package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimilarTest {
  private static final List<String> NAMES =
      List.of("publish", "pull", "subscribe", "status", "start");

  @Test
  void swappedLettersAreOneSlip() {
    assertEquals(Optional.of("publish"), Similar.to("pubilsh", NAMES));
  }

  @Test
  void aBeginningIsMeantAsTheWholeWord() {
    assertEquals(Optional.of("subscribe"), Similar.to("subs", NAMES));
  }

  @Test
  void whatIsFarFromEverythingMeansNothing() {
    assertEquals(Optional.empty(), Similar.to("xyzzy", NAMES));
  }
}
