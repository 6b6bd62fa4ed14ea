package dev.parley.notes.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputComparisonTest {
  @Test
  void equalLinesAreTheSameWhateverFollowsThem() {
    assertTrue(same("a\nb", "a\nb  "));
    assertFalse(same("a\nb", "a"));
    assertFalse(same("a", "a\nb"));
    assertTrue(same("", ""));
  }

  @Test
  void anyTextStandsForAnyTextInALine() {
    assertTrue(same("ready on 127.0.0.1:<...> in <...> s", "ready on 127.0.0.1:41233 in 1.4 s"));
    assertTrue(same("a<...>", "a"));
    assertTrue(same("<...>b<...>", "abc"));
    assertFalse(same("a<...>a", "a"));
    assertFalse(same("ready <...> s", "ready in 1 ms"));
  }

  @Test
  void anyLinesStandForAnyLinesAndNone() {
    assertTrue(same("a\n...\nb", "a\nb"));
    assertTrue(same("a\n...\nb", "a\nx\ny\nb"));
    assertTrue(same("...", ""));
    assertTrue(same("...\nb\n...", "b\nb"));
    assertFalse(same("a\n...\nb", "a\nx"));
    assertFalse(same("...\nb", "b\nc"));
  }

  @Test
  void whatIsSaidOfTheBackgroundComesWhenItComes() {
    assertTrue(
        same("kafka/3 died\nshop      · published  800", "shop · published  800\nkafka/3 died"));
    assertFalse(same("kafka/3 died\nshop      · published  800", "kafka/3 died"));
  }

  @Test
  void orderCountsOnlyWithinASubscription() {
    String expected =
        """
            published  kafka:t[0]@0
            billing   ◂ kafka:t[0]@0  1
            billing   ◂ kafka:t[0]@1  2
            delivery  ◂ kafka:t[0]@0  1""";
    assertTrue(
        same(
            expected,
            """
            billing ◂ kafka:t[0]@0  1
            delivery ◂ kafka:t[0]@0  1
            published  kafka:t[0]@0
            billing ◂ kafka:t[0]@1  2"""));
    assertFalse(
        same(
            expected,
            """
            published  kafka:t[0]@0
            billing   ◂ kafka:t[0]@1  2
            billing   ◂ kafka:t[0]@0  1
            delivery  ◂ kafka:t[0]@0  1"""));
  }

  @Test
  void anUnexpectedSubscriptionIsADifferenceUnlessAnyLinesMayCome() {
    assertFalse(same("a", "a\nbilling ◂ x"));
    assertTrue(same("a\n...", "a\nbilling ◂ x"));
  }

  @Test
  void theDifferenceSaysWhatWasMissingAndWhatCameInstead() {
    assertEquals(
        List.of("  a", "- b", "+ x", "  ...", "- d", "+ new"),
        OutputComparison.of(lines("a\nb\n...\nd"), lines("a\nx\nnew")).differences().stream()
            .toList());
    assertEquals(
        List.of("  billing ◂ 1", "- billing ◂ 2"),
        OutputComparison.of(lines("a\nbilling ◂ 1\nbilling ◂ 2"), lines("billing ◂ 1\na"))
            .differences());
  }

  @Test
  void manyLinesAreComparedInReasonableTime() {
    List<String> many = Collections.nCopies(20_000, "the same line <...> again");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> OutputComparison.of(many, Collections.nCopies(30_000, "x")));
  }

  private static boolean same(String expected, String actual) {
    return OutputComparison.of(lines(expected), lines(actual)).isSame();
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\n"));
  }
}
