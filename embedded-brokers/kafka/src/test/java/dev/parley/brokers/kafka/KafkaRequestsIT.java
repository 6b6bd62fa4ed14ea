package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Settings;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Question and answer over topics. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaRequestsIT {
  private RunningKafka kafka;

  @BeforeAll
  void start(@TempDir Path state) throws InterruptedException {
    kafka = running(state);
  }

  /** A server to test, and a client of it. */
  RunningKafka running(Path state) throws InterruptedException {
    return new RunningKafka(state);
  }

  @AfterAll
  void stop() {
    kafka.close();
  }

  private Subscription answering(Address topic, String name) throws InterruptedException {
    return kafka.broker.reply(
        new SubscribeRequest(topic, name, Optional.empty(), Settings.NONE),
        request -> Bytes.utf8("re: " + request.payload().orElseThrow()));
  }

  @Test
  void anAnswerComesBackToWhoeverAsked() throws Exception {
    Address topic = kafka.topic();
    try (Subscription service = answering(topic, "service")) {
      Message answer =
          kafka.broker.request(
              RunningKafka.keyed(topic, "42", "price?"), Settings.NONE, Duration.ofSeconds(10));
      assertEquals(Optional.of(Bytes.utf8("re: price?")), answer.payload());
      assertEquals(Optional.of(Bytes.utf8("42")), answer.key());
      assertEquals(new Address.Topic(topicName(topic) + ".replies"), answer.destination());
      Message second =
          kafka.broker.request(
              RunningKafka.message(topic, "again?"), Settings.NONE, Duration.ofSeconds(10));
      assertEquals(Optional.of(Bytes.utf8("re: again?")), second.payload());
      kafka.settle();
      assertEquals(2, service.delivered());
      Message asked = kafka.pull(topic, "from", "earliest").get(0);
      assertEquals(answer.header("correlation-id"), asked.header("correlation-id"));
      List<Traffic.Kind> kinds =
          kafka.traffic.events().stream()
              .filter(event -> event.correlation().equals(asked.header("correlation-id")))
              .filter(event -> !event.party().equals("pull"))
              .map(Traffic.Event::kind)
              .filter(kind -> kind != Traffic.Kind.CONFIRMED)
              .toList();
      assertEquals(
          List.of(
              Traffic.Kind.SENT, Traffic.Kind.DELIVERED, Traffic.Kind.SENT, Traffic.Kind.ANSWERED),
          kinds);
    }
  }

  private static String topicName(Address topic) {
    return topic.text().substring("kafka:".length());
  }

  @Test
  void withoutAServiceTheTimeRunsOut() throws InterruptedException {
    Address topic = kafka.topic();
    assertThrows(
        TimeoutException.class,
        () ->
            kafka.broker.request(
                RunningKafka.message(topic, "anybody?"), Settings.NONE, Duration.ofMillis(500)));
    kafka.settle();
  }

  @Test
  void aRequestIsSettledOnlyWhenItsAnswerHasArrived() throws Exception {
    Address topic = kafka.topic();
    CompletableFuture<Bytes> slow = new CompletableFuture<>();
    try (Subscription service =
        kafka.broker.reply(
            new SubscribeRequest(topic, "slow", Optional.empty(), Settings.NONE),
            request -> slow.join())) {
      CompletableFuture<Message> answer =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return kafka.broker.request(
                      RunningKafka.message(topic, "slow?"), Settings.NONE, Duration.ofSeconds(10));
                } catch (InterruptedException | TimeoutException failed) {
                  throw new IllegalStateException(failed);
                }
              });
      // The request can be seen in the topic a little before its publisher is told that it is
      // stored.
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (kafka.broker.awaitSettled(Duration.ofMillis(200))) {
        assertTrue(System.nanoTime() < deadline, "it is still being answered");
      }
      slow.complete(Bytes.utf8("at last"));
      kafka.settle();
      assertTrue(answer.isDone() || answer.get().payload().isPresent());
      assertEquals(Optional.of(Bytes.utf8("at last")), answer.get().payload());
      assertEquals(1, service.delivered());
    }
  }

  @Test
  void aQuestionAskedBeforeAnybodyListensIsAnsweredToo() throws Exception {
    Address topic = kafka.topic();
    CompletableFuture<Message> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return kafka.broker.request(
                    new Message(
                        topic,
                        Optional.empty(),
                        List.of(Header.of("correlation-id", "mine")),
                        Optional.of(Bytes.utf8("early?")),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()),
                    Settings.NONE,
                    Duration.ofSeconds(10));
              } catch (InterruptedException | TimeoutException failed) {
                throw new IllegalStateException(failed);
              }
            });
    while (kafka.pull(topic, "from", "earliest").isEmpty()) {
      Thread.onSpinWait();
    }
    try (Subscription service = answering(topic, "late-service")) {
      assertEquals(Optional.of(Bytes.utf8("re: early?")), answer.get().payload());
      assertEquals(Optional.of("mine"), answer.get().header("correlation-id"));
      assertEquals("late-service", service.name());
    }
  }

  @Test
  void aSlowServiceWorksBeforeItAnswers() throws Exception {
    Address topic = kafka.topic();
    try (Subscription service =
        kafka.broker.reply(
            new SubscribeRequest(
                topic, "worker", Optional.of(Duration.ofMillis(300)), Settings.NONE),
            request -> Bytes.utf8("done"))) {
      long begin = System.nanoTime();
      kafka.broker.request(
          RunningKafka.message(topic, "work"), Settings.NONE, Duration.ofSeconds(10));
      assertTrue(System.nanoTime() - begin >= 300_000_000, service.name());
    }
  }
}
