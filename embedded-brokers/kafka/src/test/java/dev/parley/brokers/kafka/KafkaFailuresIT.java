package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.RedriveRequest;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.testing.Inbox;
import dev.parley.brokers.testing.TlsPort;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Work that fails, waits, is given back, thrown away or done once more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaFailuresIT {
  private RunningKafka kafka;

  @BeforeAll
  void start(@TempDir Path state) throws InterruptedException {
    kafka = new RunningKafka(state);
  }

  @AfterAll
  void stop() {
    kafka.close();
  }

  private long seen(Address topic, Traffic.Kind kind) {
    return kafka.traffic.events().stream()
        .filter(event -> event.destination().equals(topic) && event.kind() == kind)
        .mapToLong(Traffic.Event::count)
        .sum();
  }

  private static Address.Topic dead(Address.Topic topic) {
    return new Address.Topic(topic.name() + "-dlt");
  }

  private List<String> redriven(Address topic, long count, boolean preview)
      throws InterruptedException {
    List<String> told = new ArrayList<>();
    long moved =
        kafka.broker.redrive(
            new RedriveRequest(topic, count, preview, Settings.NONE),
            (message, to) ->
                told.add(message.payload().map(Bytes::toString).orElse("") + " > " + to));
    assertEquals(told.size(), moved);
    return told;
  }

  @Test
  void whatAnOrdinaryGroupCannotDoGoesToTheDeadLettersAndBackOnce() throws InterruptedException {
    Address.Topic topic = kafka.topic("partitions", "1");
    Inbox inbox = new Inbox();
    try (Subscription failing = kafka.subscribe(topic, "weak", inbox, "fail-every", "2")) {
      kafka.publish(topic, "a", "b", "c", "d");
      kafka.settle();
      assertEquals(List.of("a", "b", "c", "d"), inbox.payloads());
      assertEquals(4, failing.delivered());
    }
    assertEquals(2, seen(topic, Traffic.Kind.REJECTED));
    assertEquals(2, seen(topic, Traffic.Kind.ACKNOWLEDGED));
    List<Message> buried = kafka.pull(dead(topic), "from", "earliest");
    assertEquals(List.of("b", "d"), RunningKafka.payloads(buried));
    assertEquals(Optional.of(topic.name()), buried.get(0).header("kafka_dlt-original-topic"));

    assertEquals(
        List.of("b > " + topic, "d > " + topic), redriven(dead(topic), Long.MAX_VALUE, true));
    assertEquals(List.of("b > " + topic), redriven(dead(topic), 1, false));
    assertEquals(List.of("d > " + topic), redriven(dead(topic), Long.MAX_VALUE, false));
    assertEquals(List.of(), redriven(dead(topic), Long.MAX_VALUE, false), "nothing goes twice");
    assertEquals(2, seen(dead(topic), Traffic.Kind.REDRIVEN));
    assertEquals(
        List.of("a", "b", "c", "d", "b", "d"),
        RunningKafka.payloads(kafka.pull(topic, "from", "earliest")));
  }

  @Test
  void aDeadLetterKeepsWhatItIsAndAnotherProgramsNamesAreUnderstood() throws InterruptedException {
    Address.Topic topic = kafka.topic();
    Address.Topic dead = new Address.Topic(topic.name() + ".DLT");
    kafka.broker.create(dead, Settings.NONE);
    Message letter =
        new Message(
            dead,
            Optional.of(Bytes.utf8("k")),
            List.of(Header.of("trace", "1"), Header.of("trace", "2")),
            Optional.of(Bytes.utf8("v")),
            Optional.of(Instant.ofEpochMilli(1_700_000_000_123L)),
            Optional.empty(),
            Map.of());
    kafka.publish(letter);
    assertEquals(List.of("v > " + topic), redriven(dead, Long.MAX_VALUE, false));
    Message back = kafka.pull(topic, "from", "earliest").get(0);
    assertEquals(letter.key(), back.key());
    assertEquals(letter.headers(), back.headers());
    assertEquals(letter.timestamp(), back.timestamp());
  }

  @Test
  void aTopicThatDoesNotSayWhereItsMessagesCameFromIsNotRedriven() throws InterruptedException {
    Address.Topic topic = kafka.topic();
    kafka.publish(topic, "whence");
    BrokerException refused =
        assertThrows(BrokerException.class, () -> redriven(topic, Long.MAX_VALUE, false));
    assertEquals(topic + " does not say where its messages came from", refused.getMessage());
  }

  @Test
  void aDeadLetterWhoseOriginIsGoneStaysWhereItIs() throws InterruptedException {
    Address.Topic topic = kafka.topic();
    Address.Topic dead = dead(topic);
    kafka.broker.create(dead, Settings.NONE);
    kafka.publish(dead, "orphan");
    kafka.broker.delete(topic);
    BrokerException refused =
        assertThrows(BrokerException.class, () -> redriven(dead, Long.MAX_VALUE, false));
    assertEquals("there is no " + topic, refused.getMessage());
    kafka.broker.create(topic, Settings.NONE);
    assertEquals(List.of("orphan > " + topic), redriven(dead, Long.MAX_VALUE, false));
  }

  @Test
  void whatAShareGroupGivesBackIsDeliveredAgainAndDone() throws InterruptedException {
    Address.Topic topic = kafka.topic();
    Inbox inbox = new Inbox();
    try (Subscription failing =
        kafka.subscribe(topic, "weak-pool", inbox, "share", "true", "fail-every", "3")) {
      kafka.publish(topic, "a", "b", "c", "d", "e", "f");
      kafka.settle();
      assertEquals(8, failing.delivered());
      assertEquals(Set.of("a", "b", "c", "d", "e", "f"), new TreeSet<>(inbox.payloads()));
      assertEquals(2, inbox.redelivered().size());
    }
    assertEquals(2, seen(topic, Traffic.Kind.REQUEUED));
    assertEquals(6, seen(topic, Traffic.Kind.ACKNOWLEDGED));
  }

  @Test
  void everyZerothMessageIsNone() throws InterruptedException {
    Address.Topic topic = kafka.topic();
    assertThrows(
        BrokerException.class,
        () -> kafka.subscribe(topic, "never", new Inbox(), "fail-every", "0"));
  }

  @Test
  void theUserDecidesAboutEachMessageOfAShareGroup() throws InterruptedException {
    Address.Topic topic = kafka.topic();
    Inbox inbox = new Inbox();
    try (Subscription manual =
        kafka.subscribe(topic, "clerk", inbox, "share", "true", "ack", "manual")) {
      kafka.publish(topic, "a");
      inbox.await(1);
      kafka.settle();
      assertEquals(List.of(1L), manual.open());
      kafka.publish(topic, "b");
      kafka.settle();
      assertEquals(1, manual.delivered(), "no further one while one is open");
      manual.reject(1, true);
      inbox.await(2);
      assertEquals(List.of("a"), inbox.redelivered());
      BrokerException refused = assertThrows(BrokerException.class, () -> manual.acknowledge(1));
      assertEquals("clerk has no open message #1", refused.getMessage());
      manual.acknowledge(2);
      inbox.await(3);
      manual.reject(3, false);
      kafka.settle();
      assertEquals(List.of(), manual.open());
      assertEquals(List.of("a", "a", "b"), inbox.payloads());
    }
    assertEquals(1, seen(topic, Traffic.Kind.ACKNOWLEDGED));
    assertEquals(1, seen(topic, Traffic.Kind.REQUEUED));
    assertEquals(1, seen(topic, Traffic.Kind.REJECTED));
    Inbox next = new Inbox();
    try (Subscription again =
        kafka.subscribe(topic, "next", next, "share", "true", "group", "clerk")) {
      kafka.publish(topic, "c");
      kafka.settle();
      assertEquals(List.of("c"), next.payloads(), "what was accepted and rejected is gone");
      assertEquals(1, again.delivered());
    }
  }

  @Test
  void anOpenDeliveryOfOneWhoLeavesComesToTheNext() throws InterruptedException {
    Address.Topic topic = kafka.topic();
    Inbox first = new Inbox();
    Subscription leaving =
        kafka.subscribe(topic, "l1", first, "share", "true", "ack", "manual", "group", "desk");
    kafka.publish(topic, "task");
    first.await(1);
    leaving.close();
    assertThrows(BrokerException.class, () -> leaving.acknowledge(1));
    Inbox second = new Inbox();
    try (Subscription heir =
        kafka.subscribe(topic, "l2", second, "share", "true", "group", "desk")) {
      second.await(1);
      assertEquals(List.of("task"), second.redelivered());
      assertEquals(1, heir.delivered());
    }
  }

  @Test
  void aConsumerGroupHasNoManualAcknowledgement() throws InterruptedException {
    Address.Topic topic = kafka.topic();
    BrokerException refused =
        assertThrows(
            BrokerException.class,
            () -> kafka.subscribe(topic, "plain", new Inbox(), "ack", "manual"));
    assertEquals("--ack manual goes with --share", refused.hint());
    try (Subscription plain = kafka.subscribe(topic, "plain", new Inbox())) {
      assertThrows(BrokerException.class, () -> plain.acknowledge(1));
    }
  }

  @Test
  void aPausedSubscriptionIsNotWaitedForUntilItGoesOn() throws InterruptedException {
    Address.Topic topic = kafka.topic();
    Inbox inbox = new Inbox();
    try (Subscription subscription = kafka.subscribe(topic, "napping", inbox)) {
      kafka.publish(topic, "a");
      kafka.settle();
      subscription.pause();
      assertTrue(subscription.paused());
      kafka.publish(topic, "b", "c");
      kafka.settle();
      assertEquals(List.of("a"), inbox.payloads());
      subscription.resume();
      inbox.await(3);
      kafka.publish(topic, "d");
      kafka.settle();
      assertEquals(List.of("a", "b", "c", "d"), inbox.payloads());
      assertEquals(Optional.empty(), subscription.failure());
      subscription.pause();
    }
  }

  @Test
  void aPausedMemberOfAShareGroupLeavesTheWorkToTheOthers() throws InterruptedException {
    Address.Topic topic = kafka.topic();
    Inbox lazy = new Inbox();
    Inbox busy = new Inbox();
    try (Subscription first =
        kafka.subscribe(topic, "lazy", lazy, "share", "true", "group", "crew")) {
      kafka.publish(topic, "a");
      kafka.settle();
      first.pause();
      kafka.publish(topic, "b");
      kafka.settle();
      assertEquals(List.of("a"), lazy.payloads(), "nobody else is there, and nobody waits");
      try (Subscription second =
          kafka.subscribe(topic, "busy", busy, "share", "true", "group", "crew")) {
        kafka.publish(topic, "c");
        kafka.settle();
        assertEquals(Set.of("b", "c"), new TreeSet<>(busy.payloads()));
        assertEquals(2, second.delivered());
      }
      first.resume();
      kafka.publish(topic, "d");
      kafka.settle();
      assertEquals(List.of("a", "d"), lazy.payloads());
    }
  }

  @Test
  void aTopicIsPurgedAndItsReadersGoOn() throws InterruptedException {
    Address.Topic topic = kafka.topic("partitions", "2");
    Inbox inbox = new Inbox();
    try (Subscription slow = kafka.slow(topic, "slow", Duration.ofMillis(50), inbox)) {
      slow.pause();
      kafka.publish(
          RunningKafka.to(0, topic, "a"),
          RunningKafka.to(0, topic, "b"),
          RunningKafka.to(1, topic, "c"));
      assertEquals(OptionalLong.of(3), kafka.broker.purge(topic));
      assertEquals(OptionalLong.of(0), kafka.broker.purge(topic));
      assertEquals(List.of(), kafka.pull(topic, "from", "earliest"));
      slow.resume();
      kafka.publish(RunningKafka.to(0, topic, "d"));
      inbox.await(1);
      kafka.settle();
      assertEquals("d", inbox.payloads().get(inbox.payloads().size() - 1));
    }
    Address.Topic compacted = kafka.topic("compact", "true");
    BrokerException refused =
        assertThrows(BrokerException.class, () -> kafka.broker.purge(compacted));
    assertFalse(String.valueOf(refused.getMessage()).contains("\n"), refused.getMessage());
    assertThrows(BrokerException.class, () -> kafka.broker.purge(new Address.Topic("none")));
  }

  @Test
  void aShareGroupOwesNothingOfWhatWasPurged() throws InterruptedException {
    Address.Topic topic = kafka.topic();
    Inbox inbox = new Inbox();
    try (Subscription subscription =
        kafka.subscribe(topic, "purged-pool", inbox, "share", "true")) {
      subscription.pause();
      kafka.publish(topic, "a", "b");
      assertEquals(OptionalLong.of(2), kafka.broker.purge(topic));
      subscription.resume();
      kafka.settle();
      kafka.publish(topic, "c");
      inbox.await(1);
      kafka.settle();
      assertTrue(inbox.payloads().contains("c"), inbox.payloads().toString());
    }
  }

  @Test
  void peekingReadsAsTheGroupAndCommitsNothing() throws InterruptedException {
    Address.Topic topic = kafka.topic();
    kafka.publish(topic, "a", "b");
    assertEquals(List.of("a", "b"), RunningKafka.payloads(kafka.pull(topic, "peek", "true")));
    List<Message> one = new ArrayList<>();
    kafka.pull(topic, 1, Optional.empty(), one);
    assertEquals(List.of("a"), RunningKafka.payloads(one));
    assertEquals(List.of("b"), RunningKafka.payloads(kafka.pull(topic, "peek", "true")));
    assertEquals(List.of("b"), RunningKafka.payloads(kafka.pull(topic)));
    assertEquals(List.of(), kafka.pull(topic, "peek", "true"));
    try (Subscription member = kafka.subscribe(topic, "looked-at", new Inbox())) {
      kafka.publish(topic, "c");
      kafka.settle();
      assertEquals(
          List.of(), kafka.pull(topic, "peek", "true", "group", "looked-at"), "it is past that");
      assertEquals(1, member.delivered());
    }
  }

  @Test
  void aClusterSaysWhoItIsAndADeadEndpointIsOneLineSoon() throws Exception {
    String identity = kafka.broker.validate();
    assertTrue(
        identity.matches("Apache Kafka cluster parley\\S+, 1 node, metadata \\d\\.\\d.*"),
        identity);
    try (var broker =
        kafka.provider.connect("127.0.0.1:1", Settings.NONE, new Traffic(10, () -> "test"))) {
      Address topic = new Address.Topic("orders");
      for (Call call :
          List.<Call>of(
              broker::validate,
              () -> broker.publisher(RunningKafka.settings("transaction", "t")),
              () -> broker.purge(topic))) {
        long begin = System.nanoTime();
        BrokerException refused = assertThrows(BrokerException.class, call::run);
        assertEquals("no answer from kafka at 127.0.0.1:1", refused.getMessage());
        long took = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        assertTrue(took <= 12, "it took " + took + " s");
      }
    }
  }

  @FunctionalInterface
  private interface Call {
    void run() throws Exception;
  }

  @Test
  void tlsAndPlainTextDoNotWaitForEachOther() throws Exception {
    long begin = System.nanoTime();
    try (TlsPort secure = new TlsPort();
        Broker plain = client("127.0.0.1:" + secure.number())) {
      assertEquals(
          "127.0.0.1:" + secure.number() + " speaks TLS, and was spoken to without",
          assertThrows(BrokerException.class, plain::validate).getMessage());
    }
    try (Broker tls = client(kafka.server.endpoint(), "property", "security.protocol=SSL")) {
      assertEquals(
          kafka.server.endpoint() + " does not speak TLS",
          assertThrows(BrokerException.class, tls::validate).getMessage());
    }
    assertTrue(System.nanoTime() - begin < Duration.ofSeconds(12).toNanos());
  }

  private Broker client(String endpoint, String... settings) {
    return kafka.provider.connect(endpoint, RunningKafka.settings(settings), kafka.traffic);
  }

  @Test
  void propertiesOfClientsAreKafkasOwnAndAMisspeltOneIsRefused() throws InterruptedException {
    Traffic traffic = new Traffic(10, () -> "test");
    try (var broker =
        kafka.provider.connect(
            kafka.server.endpoint(),
            RunningKafka.settings(
                "property",
                "security.protocol=PLAINTEXT",
                "config",
                "client.dns.lookup=use_all_dns_ips"),
            traffic)) {
      assertFalse(broker.validate().isEmpty());
    }
    BrokerException refused =
        assertThrows(
            BrokerException.class,
            () ->
                kafka.provider.connect(
                    "127.0.0.1:1",
                    RunningKafka.settings("property", "security.protocl=SSL"),
                    traffic));
    assertEquals("kafka's clients have no property security.protocl", refused.getMessage());
    try (var broker = kafka.provider.connect("no.such.host.invalid:9092", Settings.NONE, traffic)) {
      BrokerException unknown = assertThrows(BrokerException.class, broker::list);
      assertFalse(String.valueOf(unknown.getMessage()).contains("\n"), unknown.getMessage());
    }
  }
}
