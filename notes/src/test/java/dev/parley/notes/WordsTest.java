package dev.parley.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "очередь, очереди",
    "очередь, очередью",
    "очередь, очередей",
    "сообщение, сообщений",
    "сообщение, сообщениями",
    "хореография, хореографией",
    "асинхронные, асинхронного",
    "событие, событиям",
    "топик, топиков",
    "queue, queues",
    "queueing, queuing",
    "queue, queueing",
    "message, messages",
    "message, messaging",
    "subscribe, subscribed",
    "service, services",
    "retry, retries",
    "Kafka, kafka",
  })
  void formsOfAWordHaveOneStem(String one, String other) {
    assertEquals(Words.stem(one), Words.stem(other));
  }

  @ParameterizedTest
  @CsvSource({"синхронный, асинхронный", "process, proceed", "topic, type", "status, state"})
  void otherWordsHaveOthers(String one, String other) {
    assertNotEquals(Words.stem(one), Words.stem(other));
  }
}
