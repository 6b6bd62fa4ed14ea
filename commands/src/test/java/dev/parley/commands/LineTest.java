package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {
  private static List<String> words(String line) {
    return Line.parse(line).get(0).words().stream().map(Word::text).toList();
  }

  private static List<String> names(String script) {
    return Line.parse(script).stream().map(Line::name).toList();
  }

  @Test
  void semicolonsAndLineEndsSeparateCommands() {
    assertEquals(List.of("start", "list", "status"), names("start kafka; list\nstatus"));
  }

  @Test
  void emptyCommandsAndCommentsAreSkipped() {
    assertEquals(List.of("list"), names(";; \n# a comment; not a command\n list ;"));
  }

  @Test
  void jsonGoesThroughAsTyped() {
    String json =
        "{\"id\":1, \"item\":\"green tea\", \"s\":\"a;b } ' $HOME !x > y \\\\ \\\"q\\\" чай\"}";
    assertEquals(
        List.of("kafka:orders", json, "--key", "42"),
        words("publish kafka:orders " + json + " --key 42"));
  }

  @Test
  void jsonMaySpanLines() {
    assertEquals(
        List.of("kafka:t", "{\n \"a\":1\n}"), words("publish kafka:t {\n \"a\":1\n}\nlist"));
  }

  @Test
  void anUnbalancedBracketIsAPlainWord() {
    assertEquals(List.of("kafka:t", "{oops", "here"), words("publish kafka:t {oops here"));
  }

  @Test
  void bracketsFollowedByWordsArePlainWords() {
    assertEquals(List.of("kafka:t", "[a]", "b"), words("publish kafka:t [a] b"));
  }

  @Test
  void onePairOfOuterQuotesIsRemovedAndNothingInsideIsUnescaped() {
    assertEquals(
        List.of("kafka:t", "it's \\n fine; really"),
        words("publish kafka:t 'it's \\n fine; really'"));
  }

  @Test
  void whatIsNotClosedIsOpen() {
    assertTrue(Line.isOpenPayload("publish kafka:t {\"id\":1, \"item\":\"tea"));
    assertTrue(Line.isOpenPayload("publish kafka:t {"));
    assertFalse(Line.isOpenPayload("publish kafka:t {\"id\":1,,}"));
    assertFalse(Line.isOpenPayload("publish kafka:t '{'"));
    assertFalse(Line.isOpenPayload("java if (a) {"));
    assertTrue(Line.isOpen("publish kafka:t 'a"));
    assertFalse(Line.isOpen("publish kafka:t it's"));
  }

  @Test
  void anApostropheInsideAWordIsNoQuote() {
    assertEquals(List.of("kafka:t", "it's", "fine"), words("publish kafka:t it's fine"));
  }

  @Test
  void aQuotedValueMayFollowAnEqualsSign() {
    assertEquals(List.of("kafka:t", "x", "--key=a b"), words("publish kafka:t x --key=\"a b\""));
  }

  @Test
  void javaTakesTheRawRestOfItsLine() {
    Line line = Line.parse("java int a = 6; a * 7;\nlist").get(0);
    assertEquals("int a = 6; a * 7;", line.rest());
    assertEquals(2, Line.parse("java int a = 6; a * 7;\nlist").size());
  }

  @Test
  void argumentsOfTheProgramAreOneWordEach() {
    Line line =
        Line.ofArguments(List.of("publish", "kafka:t", "two words; and more", "--key", "a b"));
    assertEquals("publish", line.name());
    assertEquals(
        List.of("kafka:t", "two words; and more", "--key", "a b"),
        line.words().stream().map(Word::text).toList());
  }

  @Test
  void aHundredThousandBracketsTakeNoTime() {
    String brackets = "publish kafka:t " + "{ ".repeat(100_000);
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Line.parse(brackets));
  }

  @Test
  void aHundredThousandUnclosedQuotesTakeNoTime() {
    String quotes = "publish kafka:t " + "'a \"b --k='c ".repeat(100_000);
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Line.parse(quotes));
  }

  @Test
  void plainWordsThatBeginLikePayloadsChangeNothingBehindThem() {
    for (String plain : List.of("[INFO] started", "{oops here", "'tis fine")) {
      List<Line> lines =
          Line.parse(
              ("publish kafka:t " + plain + "\n").repeat(1000)
                  + "publish kafka:t {\"a\":\"x; y\"}\npublish kafka:t \"a; b\"");
      assertEquals(1002, lines.size(), plain);
      assertEquals("{\"a\":\"x; y\"}", lines.get(1000).words().get(1).text());
      assertEquals("a; b", lines.get(1001).words().get(1).text());
    }
  }

  @Test
  void whatAHintSaysCanBeTyped() {
    for (String word :
        List.of(
            "note.md", "/tmp/x/third note.md", "a;b", "it's", "it's a b", "{a", "#a", "-x", "")) {
      assertEquals(List.of(word), words("trust " + Quotes.typed(word)), word);
    }
    assertEquals("/tmp/note.md", Quotes.typed("/tmp/note.md"));
  }
}
