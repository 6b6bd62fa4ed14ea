package dev.parley.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrontMatterParserTest {
  private final List<Warning> warnings = new ArrayList<>();

  @Test
  void scalarsListsAndTheMapAreRead() {
    FrontMatter front =
        parse(
            "title: \"Queues: a tour\"   # comment",
            "tags: [messaging, 'a b', \"#kafka\"]",
            "aliases:",
            "  - Очереди",
            "- \"Queues, and more\"",
            "demonstrates:",
            "  message queueing: message-queueing",
            "  \"Pub/Sub\": publish-subscribe",
            "  очередь сообщений: message-queueing   # same place",
            "unknown: {a: b}",
            "other:",
            "  deep: 1");
    assertEquals(Optional.of("Queues: a tour"), front.title());
    assertEquals(List.of("messaging", "a", "b", "kafka"), front.tags());
    assertEquals(List.of("Очереди", "Queues, and more"), front.aliases());
    assertEquals(
        Map.of(
            "message queueing", "message-queueing",
            "Pub/Sub", "publish-subscribe",
            "очередь сообщений", "message-queueing"),
        front.demonstrates());
    assertEquals(List.of(), warnings);
  }

  @Test
  void anApostropheInAWordOpensNoQuote() {
    assertEquals(Optional.of("Kafka's log"), parse("title: Kafka's log # x").title());
  }

  @Test
  void whatIsNotUnderstoodIsAWarningWithItsLine() {
    FrontMatter front =
        parse(
            "just words",
            "title: |",
            "aliases: [a, b",
            "demonstrates:",
            "  no colon here",
            "  a: x",
            "  a: y");
    assertEquals(List.of("a", "b"), front.aliases());
    assertEquals(Map.of("a", "x"), front.demonstrates());
    assertEquals(List.of(2, 3, 4, 6, 8), warnings.stream().map(Warning::line).toList());
  }

  private FrontMatter parse(String... lines) {
    return new FrontMatterParser(warnings).parse(List.of(lines), 2);
  }
}
