package dev.parley.notes;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemonstrationsTest {
  private static final Note ENGLISH =
      Notes.bundled(
          "asynchronous",
          """
          ---
          demonstrates:
            message queueing: message-queueing
            queue: message-queueing
            publish/subscribe: publish-subscribe
            Pub/Sub: publish-subscribe
            Kafka: kafka
            REST: rest
            scaling: scaling
            gone: nowhere
          ---
          # Asynchronous
          ## Message queueing
          ## Publish/subscribe
          ## Kafka
          ## REST
          ## Scaling
          """);
  private static final Note RUSSIAN =
      Notes.bundled(
          "asynchronous",
          """
          ---
          demonstrates:
            очередь сообщений: очереди
            масштабирование: рост
          ---
          # Асинхронно
          ## Очереди
          ## Подписка
          ## Кафка
          ## Ресурсы
          ## Рост
          """);

  // The constructs of a note from a vault: tabs, two headings of one name, marks, dead links.
  private static final String VAULT =
      """
      ---
      tags: [design]
      aliases: [Общение]
      ---

       * [Сети](../../nowhere/net.md)
      # Общение
      > Кто-то говорит, кто-то слушает...
      > ! Когда важен рост
      > - REST
      * Остаток, the rest of it
      ## Tech
      * **Kafka** и её друзья
      \t* [Ещё](gone.md) про масштабирования
      # Модели
      ### Message queueing
      > Сообщения ждут в очередях сообщений.
      ### Publish/Subscribe
      > Рассылка
      ## Tech
      * pub-sub, kafka, kafka
      """;

  @Test
  void aNoteFromAVaultComesAlive() {
    assertEquals(
        Map.of(
            "общение", List.of("asynchronous#ресурсы"),
            "tech", List.of("asynchronous#кафка", "asynchronous#рост"),
            "message-queueing", List.of("asynchronous#очереди"),
            "publish-subscribe", List.of("asynchronous#подписка"),
            "tech-1", List.of("asynchronous#подписка", "asynchronous#кафка")),
        offered(Notes.foreign("vault", VAULT), ENGLISH, RUSSIAN));
  }

  @Test
  void theReadersOfTheOtherLanguageGetTheirOwnNote() {
    assertEquals(
        Map.of("one", List.of("asynchronous#message-queueing", "asynchronous#kafka")),
        offered(
            Notes.foreign("n", "# One\nThe queues of Kafka, and message queuing\n"),
            ENGLISH,
            RUSSIAN));
  }

  @Test
  void whatTheHeadingNamesComesFirst() {
    assertEquals(
        Map.of(
            "scaling-a-queue",
            List.of(
                "asynchronous#scaling",
                "asynchronous#message-queueing",
                "asynchronous#publish-subscribe",
                "asynchronous#kafka",
                "asynchronous#rest")),
        offered(Notes.foreign("n", "# Scaling a queue\nPub/Sub on Kafka with REST\n"), ENGLISH));
  }

  @Test
  void aSectionThatMentionsEverythingIsNotOfferedEverything() {
    List<String> words =
        List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    String terms = words.stream().map(word -> "  " + word + ": " + word + "\n").collect(joining());
    String sections = words.stream().map(word -> "## " + word + "\n").collect(joining());
    Note many = Notes.bundled("many", "---\ndemonstrates:\n" + terms + "---\n# Many\n" + sections);
    assertEquals(
        Map.of("all", words.stream().limit(Demonstrations.MOST).map(w -> "many#" + w).toList()),
        offered(
            Notes.foreign(
                "n", "# All\nThe queues of messages on Kafka: " + String.join(" ", words) + "\n"),
            many));
  }

  @Test
  void aBundledNoteHasCellsOfItsOwn() {
    assertEquals(Map.of(), offered(Notes.bundled("n", "# Kafka\nKafka\n"), ENGLISH));
  }

  @Test
  void codeIsNoText() {
    assertEquals(Map.of(), offered(Notes.foreign("n", "# A\n```\nKafka\n```\n"), ENGLISH));
  }

  private static Map<String, List<String>> offered(Note note, Note... bundled) {
    Offers offers = new Demonstrations(List.of(bundled)).of(note);
    Map<String, List<String>> offered = new LinkedHashMap<>();
    for (Section section : note.sections()) {
      List<String> targets = offers.beside(section).stream().map(Demonstration::target).toList();
      if (!targets.isEmpty()) {
        offered.put(section.slug(), targets);
      }
    }
    return offered;
  }
}
