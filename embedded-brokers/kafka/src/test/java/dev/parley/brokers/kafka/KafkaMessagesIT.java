package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.MessageSink;
import dev.parley.brokers.Position;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.PullResult;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Table;
import dev.parley.brokers.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read: publishing, pulling, topics. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaMessagesIT {
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

  @Test
  void everyOctetOfAMessageComesBack() throws InterruptedException {
    Address topic = kafka.topic();
    byte[] binary = {0, -1, 10, -128, 127};
    Message sent =
        new Message(
            topic,
            Optional.of(Bytes.wrap(binary)),
            List.of(
                Header.of("trace", "abc"),
                Header.of("trace", "def"),
                new Header("raw", Optional.of(Bytes.wrap(binary))),
                new Header("nothing", Optional.empty()),
                Header.of("имя", "значение")),
            Optional.of(Bytes.utf8("{\"a\": \"зелёный чай $ ! > ' \\\\\"}")),
            Optional.of(Instant.ofEpochMilli(1_700_000_000_123L)),
            Optional.empty(),
            Map.of());
    kafka.publish(sent);
    Message read = kafka.pull(topic, "from", "earliest").get(0);
    assertEquals(sent.key(), read.key());
    assertEquals(sent.headers(), read.headers());
    assertEquals(sent.payload(), read.payload());
    assertEquals(sent.timestamp(), read.timestamp());
    assertEquals(Optional.of(new Position.Log(0, 0)), read.position());
    assertArrayEquals(binary, read.key().orElseThrow().unwrap());
  }

  @Test
  void aTombstoneHasNoPayloadAndAnEmptyPayloadIsNone() throws InterruptedException {
    Address topic = kafka.topic();
    kafka.publish(RunningKafka.tombstone(topic, "k"), RunningKafka.message(topic, ""));
    List<Message> read = kafka.pull(topic, "from", "earliest");
    assertEquals(Optional.empty(), read.get(0).payload());
    assertEquals(Optional.of(Bytes.EMPTY), read.get(1).payload());
  }

  @Test
  void aPartitionCanBeChosenAndOneThatIsNotThereIsRefusedAtOnce() throws InterruptedException {
    Address topic = kafka.topic("partitions", "3");
    assertEquals(
        List.of(new Position.Log(2, 0)), kafka.publish(RunningKafka.to(2, topic, "there")));
    BrokerException refused =
        assertThrows(
            BrokerException.class, () -> kafka.publish(RunningKafka.to(3, topic, "nowhere")));
    assertEquals(topic.text() + " has no partition 3", refused.getMessage());
    assertEquals("its partitions are 0 to 2", refused.hint());
  }

  /** The brokers tell of a partition a little before its leader can write to it. */
  @Test
  void aNewTopicOfManyPartitionsIsPublishedToAtOnce() throws InterruptedException {
    for (int round = 0; round < 3; round++) {
      Address topic = kafka.topic("partitions", "50");
      List<Position> confirmed =
          kafka.publish(
              IntStream.range(0, 20_000)
                  .mapToObj(number -> RunningKafka.to(number % 50, topic, "m" + number))
                  .toArray(Message[]::new));
      assertEquals(20_000, Set.copyOf(confirmed).size());
    }
  }

  @Test
  void publishingToNothingIsRefusedAtOnce() {
    BrokerException refused =
        assertThrows(
            BrokerException.class, () -> kafka.publish(new Address.Topic("missing"), "lost"));
    assertEquals("there is no kafka:missing", refused.getMessage());
    assertEquals("create kafka:missing", refused.hint());
  }

  @Test
  void aMessageThatIsTooLargeIsRefusedInOneLine() throws InterruptedException {
    Address topic = kafka.topic();
    BrokerException refused =
        assertThrows(BrokerException.class, () -> kafka.publish(topic, "x".repeat(2_000_000)));
    assertFalse(String.valueOf(refused.getMessage()).contains("\n"), refused.getMessage());
    assertFalse(refused.hint().isEmpty());
  }

  @Test
  void pullWithoutAPlaceReadsOnAsAGroup() throws InterruptedException {
    Address topic = kafka.topic();
    kafka.publish(topic, "a", "b", "c");
    List<Message> first = new ArrayList<>();
    PullResult result = kafka.pull(topic, 2, Optional.empty(), first);
    assertTrue(result.complete());
    assertEquals(List.of("a", "b"), RunningKafka.payloads(first));
    assertEquals(List.of("c"), RunningKafka.payloads(kafka.pull(topic)));
    assertEquals(
        Optional.of("group parley has read what is there; --from earliest reads it again"),
        kafka.pull(topic, Long.MAX_VALUE, Optional.empty(), new ArrayList<>()).remark());
    assertEquals(
        Optional.empty(),
        kafka.pull(kafka.topic(), Long.MAX_VALUE, Optional.empty(), new ArrayList<>()).remark(),
        "there is nothing that it could have read");
    assertEquals(
        List.of("a", "b", "c"), RunningKafka.payloads(kafka.pull(topic, "group", "another")));
  }

  @Test
  void aGroupThatIsToldWhereToBeginReadsAndCommitsFromThere() throws InterruptedException {
    Address topic = kafka.topic("partitions", "2");
    kafka.publish(
        RunningKafka.to(0, topic, "a"),
        RunningKafka.to(0, topic, "b"),
        RunningKafka.to(1, topic, "c"));
    assertEquals(3, kafka.pull(topic, "group", "replayed").size());
    assertEquals(List.of(), kafka.pull(topic, "group", "replayed"));
    List<Message> first = new ArrayList<>();
    kafka.pull(topic, 1, Optional.empty(), first, "group", "replayed", "from", "earliest");
    assertEquals(1, first.size());
    assertEquals(2, kafka.pull(topic, "group", "replayed").size(), "the rest is still to come");
    assertEquals(3, kafka.pull(topic, "group", "replayed", "from", "0", "peek", "true").size());
    assertEquals(List.of(), kafka.pull(topic, "group", "replayed"), "a look commits nothing");
    assertEquals(List.of(), kafka.pull(topic, "group", "fresh", "from", "latest"));
    kafka.publish(RunningKafka.to(1, topic, "d"));
    assertEquals(List.of("d"), RunningKafka.payloads(kafka.pull(topic, "group", "fresh")));
  }

  @Test
  void aGroupIsMovedBackAndForward() throws InterruptedException {
    Address topic = kafka.topic("partitions", "2");
    kafka.publish(
        RunningKafka.to(0, topic, "a"),
        RunningKafka.to(0, topic, "b"),
        RunningKafka.to(1, topic, "c"));
    kafka.pull(topic, "group", "moved");
    assertEquals(
        List.of(List.of(0, 2L, 0L, 2L), List.of(1, 1L, 0L, 1L)),
        seek(topic, "group", "moved", "to", "earliest").rows());
    assertEquals(3, kafka.pull(topic, "group", "moved").size());
    assertEquals(
        List.of(List.of(0, 2L, 1L, 1L)),
        seek(topic, "group", "moved", "to", "1", "partition", "0").rows());
    assertEquals(List.of("b"), RunningKafka.payloads(kafka.pull(topic, "group", "moved")));
    seek(topic, "group", "moved", "to", "10m");
    assertEquals(3, kafka.pull(topic, "group", "moved").size());
    assertEquals(
        Arrays.asList(0, null, 2L, 0L),
        seek(topic, "group", "never-read", "to", "latest").rows().get(0));
    assertEquals(List.of(), kafka.pull(topic, "group", "never-read"));
    assertEquals(
        "--to takes earliest, latest, an offset or a time, not yesterday",
        assertThrows(BrokerException.class, () -> seek(topic, "group", "moved", "to", "yesterday"))
            .getMessage());
    assertTrue(
        assertThrows(BrokerException.class, () -> seek(topic, "to", "earliest")).isNotUnderstood());
  }

  private Table seek(Address topic, String... settings) throws InterruptedException {
    return kafka.broker.seek(topic, RunningKafka.settings(settings));
  }

  @Test
  void pullBeginsWhereItIsTold() throws InterruptedException {
    Address topic = kafka.topic();
    for (int number = 0; number < 4; number++) {
      Message message = RunningKafka.message(topic, "m" + number);
      kafka.publish(
          new Message(
              topic,
              Optional.empty(),
              List.of(),
              message.payload(),
              Optional.of(Instant.parse("2026-01-0" + (number + 1) + "T00:00:00Z")),
              Optional.empty(),
              Map.of()));
    }
    assertEquals(List.of("m2", "m3"), RunningKafka.payloads(kafka.pull(topic, "from", "2")));
    assertEquals(
        List.of("m3"), RunningKafka.payloads(kafka.pull(topic, "from", "2026-01-03T12:00:00Z")));
    assertEquals(
        List.of("m1", "m2", "m3"),
        RunningKafka.payloads(
            kafka.pull(
                topic,
                "from",
                Long.toString(Instant.parse("2026-01-02T00:00:00Z").toEpochMilli()))));
    assertEquals(List.of(), kafka.pull(topic, "from", "latest"));
    assertEquals(List.of(), kafka.pull(topic, "from", "99"));
    assertEquals(4, kafka.pull(topic, "from", "earliest", "partition", "0").size());
    assertThrows(BrokerException.class, () -> kafka.pull(topic, "from", "yesterday"));
    assertThrows(
        BrokerException.class, () -> kafka.pull(topic, "from", "earliest", "partition", "1"));
  }

  private static boolean isEven(Message message) {
    return Integer.parseInt(message.payload().orElseThrow().toString().substring(1)) % 2 == 0;
  }

  private PullResult wanted(
      Address topic, long count, Optional<Duration> timeout, List<Message> read, String... settings)
      throws InterruptedException {
    return kafka.broker.pull(
        new PullRequest(
            topic,
            count,
            timeout,
            false,
            Optional.of(KafkaMessagesIT::isEven),
            RunningKafka.settings(settings)),
        read::add);
  }

  @Test
  void whatIsNotWantedIsNotCountedAndAGroupReadsOnPastIt() throws InterruptedException {
    Address topic = kafka.topic();
    kafka.publish(topic, "m1", "m2", "m3", "m4", "m5", "m6", "m7");
    List<Message> two = new ArrayList<>();
    PullResult result = wanted(topic, 2, Optional.empty(), two);
    assertEquals(List.of("m2", "m4"), RunningKafka.payloads(two));
    assertEquals(2, result.messages());
    assertTrue(result.complete());
    List<Message> rest = new ArrayList<>();
    assertEquals(1, wanted(topic, Long.MAX_VALUE, Optional.empty(), rest).messages());
    assertEquals(List.of("m6"), RunningKafka.payloads(rest));
    assertEquals(List.of(), kafka.pull(topic), "it is committed past m7");
    List<Message> none = new ArrayList<>();
    assertFalse(
        wanted(topic, 4, Optional.of(Duration.ofMillis(500)), none, "from", "earliest").complete());
    assertEquals(3, none.size());
    PullResult counted =
        kafka.broker.pull(
            new PullRequest(
                topic,
                Long.MAX_VALUE,
                Optional.empty(),
                true,
                Optional.of(KafkaMessagesIT::isEven),
                RunningKafka.settings("from", "earliest")),
            message -> {
              throw new AssertionError("nobody asked for " + message);
            });
    assertEquals(3, counted.messages());
  }

  /** In one partition each second of times, so that the newest of all lie in several. */
  private Address.Topic timed(int partitions, int count) throws InterruptedException {
    Address.Topic topic = kafka.topic("partitions", Integer.toString(partitions));
    for (int number = 0; number < count; number++) {
      kafka.publish(
          new Message(
              topic,
              Optional.empty(),
              List.of(),
              Optional.of(Bytes.utf8("m" + number)),
              Optional.of(Instant.ofEpochMilli(1_700_000_000_000L + number * 1000L)),
              Optional.empty(),
              Map.of("partition", Integer.toString(number < 3 ? 2 : number % 2))));
    }
    return topic;
  }

  @Test
  void theNewestAreThoseOfAllPartitionsByTheirTimes() throws InterruptedException {
    Address topic = timed(3, 9);
    assertEquals(List.of("m6", "m7", "m8"), RunningKafka.payloads(kafka.pull(topic, "from", "-3")));
    assertEquals(List.of("m8"), RunningKafka.payloads(kafka.pull(topic, "from", "-1")));
    assertEquals(List.of(), kafka.pull(topic, "from", "-0"));
    assertEquals(9, kafka.pull(topic, "from", "-99").size());
    assertEquals(
        List.of("m2", "m3", "m4", "m5", "m6", "m7", "m8"),
        RunningKafka.payloads(kafka.pull(topic, "from", "-7")));
    assertEquals(
        List.of("m1", "m2"),
        RunningKafka.payloads(kafka.pull(topic, "from", "-2", "partition", "2")));
    List<Message> even = new ArrayList<>();
    wanted(topic, Long.MAX_VALUE, Optional.empty(), even, "from", "-4");
    assertEquals(List.of("m6", "m8"), RunningKafka.payloads(even));
    seek(topic, "group", "tail", "to", "-2");
    assertEquals(List.of("m7", "m8"), RunningKafka.payloads(kafka.pull(topic, "group", "tail")));
    assertEquals(List.of(), kafka.pull(kafka.topic(), "from", "-5"));
  }

  @Test
  void marksOfTransactionsAreNoneOfTheNewest() throws InterruptedException {
    Address topic = kafka.topic();
    for (int number = 0; number < 6; number++) {
      kafka.publish(
          RunningKafka.settings("transaction", "shop"), RunningKafka.message(topic, "m" + number));
    }
    assertEquals(
        List.of("m2", "m3", "m4", "m5"), RunningKafka.payloads(kafka.pull(topic, "from", "-4")));
  }

  @Test
  void itEndsBeforeThePlaceThatItIsTold() throws InterruptedException {
    Address topic = timed(3, 9);
    assertEquals(
        List.of("m0", "m1", "m3", "m4", "m5", "m6"),
        RunningKafka.payloads(kafka.pull(topic, "from", "earliest", "until", "2")),
        "the first two of each partition");
    assertEquals(
        List.of("m0", "m1", "m2", "m3", "m4"),
        RunningKafka.payloads(kafka.pull(topic, "from", "earliest", "until", "1700000005000")));
    assertEquals(9, kafka.pull(topic, "from", "earliest", "until", "99").size());
    assertEquals(
        List.of("m1"),
        RunningKafka.payloads(kafka.pull(topic, "from", "1", "until", "2", "partition", "2")));
    assertEquals(List.of(), kafka.pull(topic, "from", "2", "until", "1"));
    List<Message> read = new ArrayList<>();
    PullResult result =
        kafka.pull(
            topic,
            100,
            Optional.of(Duration.ofMinutes(1)),
            read,
            "from",
            "earliest",
            "until",
            "latest");
    assertEquals(9, read.size());
    assertTrue(result.complete(), "the end was reached");
  }

  @Test
  void aGroupIsCommittedUpToWhereItEndedAndNeverMovedBack() throws InterruptedException {
    Address topic = kafka.topic();
    kafka.publish(topic, "a", "b", "c", "d");
    assertEquals(
        List.of("a", "b"),
        RunningKafka.payloads(kafka.pull(topic, "group", "range", "until", "2")));
    assertEquals(
        List.of("c"), RunningKafka.payloads(kafka.pull(topic, "group", "range", "until", "3")));
    assertEquals(List.of(), kafka.pull(topic, "group", "range", "until", "1"));
    assertEquals(List.of("d"), RunningKafka.payloads(kafka.pull(topic, "group", "range")));
  }

  @Test
  void whatComesWhileAGroupIsReadIsThereForItsNextPull() throws Exception {
    Address topic = kafka.topic("partitions", "2");
    kafka.publish(RunningKafka.to(0, topic, "a"));
    // More than one answer holds, so that the other partition is asked again meanwhile.
    kafka.publish(
        IntStream.range(0, 20_000)
            .mapToObj(number -> RunningKafka.to(1, topic, "m" + number))
            .toArray(Message[]::new));
    List<Message> read = new ArrayList<>();
    kafka.broker.pull(
        new PullRequest(topic, Long.MAX_VALUE, Optional.empty(), false, Settings.NONE),
        message -> {
          if (read.isEmpty()) {
            kafka.publish(RunningKafka.to(0, topic, "late"));
          }
          read.add(message);
        });
    assertEquals(20_001, read.size());
    assertEquals(List.of("late"), RunningKafka.payloads(kafka.pull(topic)));
  }

  @Test
  void whatTheSinkIsNotDoneWithIsNotAcknowledged() throws InterruptedException {
    Address from = kafka.topic();
    kafka.publish(from, "a", "b");
    PullRequest all = new PullRequest(from, Long.MAX_VALUE, Optional.empty(), false, Settings.NONE);
    BrokerException failed =
        assertThrows(
            BrokerException.class,
            () ->
                kafka.broker.pull(
                    all,
                    new MessageSink() {
                      @Override
                      public void accept(Message message) {
                        // Taken, and not done with.
                      }

                      @Override
                      public void settle() {
                        throw new BrokerException("not confirmed", "");
                      }
                    }));
    assertEquals("not confirmed", failed.getMessage());
    assertEquals(2, kafka.pull(from).size());
  }

  @Test
  void anOffsetThatIsNotThereYetIsWaitedFor() throws Exception {
    Address topic = kafka.topic();
    kafka.publish(topic, "a");
    List<Message> read = new ArrayList<>();
    PullResult result =
        kafka.broker.pull(
            new PullRequest(
                topic,
                100,
                Optional.of(Duration.ofSeconds(20)),
                false,
                RunningKafka.settings("from", "earliest", "until", "3")),
            message -> {
              if (read.isEmpty()) {
                kafka.publish(topic, "b", "c", "d");
              }
              read.add(message);
            });
    assertEquals(List.of("a", "b", "c"), RunningKafka.payloads(read));
    assertTrue(result.complete());
    assertFalse(
        kafka
            .pull(
                topic,
                100,
                Optional.of(Duration.ofMillis(500)),
                new ArrayList<>(),
                "from",
                "earliest",
                "until",
                "9")
            .complete());
  }

  @Test
  void recordsOfSeveralPartitionsComeInTheOrderOfTheirTimes() throws InterruptedException {
    Address topic = kafka.topic("partitions", "3");
    List<String> expected = new ArrayList<>();
    for (int number = 0; number < 9; number++) {
      kafka.publish(
          new Message(
              topic,
              Optional.empty(),
              List.of(),
              Optional.of(Bytes.utf8("m" + number)),
              Optional.of(Instant.ofEpochMilli(1_700_000_000_000L + number)),
              Optional.empty(),
              Map.of("partition", Integer.toString(number * 2 % 3))));
      expected.add("m" + number);
    }
    assertEquals(expected, RunningKafka.payloads(kafka.pull(topic, "from", "earliest")));
    assertEquals(expected, RunningKafka.payloads(kafka.pull(topic)));
    assertEquals(List.of(), kafka.pull(topic));
  }

  @Test
  void pullWaitsForTheWholeCountIfItHasTime() throws Exception {
    Address topic = kafka.topic();
    kafka.publish(topic, "old");
    Thread later =
        new Thread(
            () -> {
              try {
                kafka.publish(topic, "one", "two");
              } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
              }
            });
    List<Message> read = new ArrayList<>();
    PullRequest request =
        new PullRequest(
            topic,
            3,
            Optional.of(Duration.ofSeconds(10)),
            false,
            RunningKafka.settings("from", "earliest"));
    PullResult result =
        kafka.broker.pull(
            request,
            message -> {
              read.add(message);
              if (read.size() == 1) {
                later.start();
              }
            });
    later.join();
    assertTrue(result.complete());
    assertEquals(List.of("old", "one", "two"), RunningKafka.payloads(read));
    PullResult late =
        kafka.pull(
            topic, 9, Optional.of(Duration.ofMillis(300)), new ArrayList<>(), "from", "latest");
    assertFalse(late.complete());
    assertEquals(0, late.messages());
  }

  @Test
  void countingGivesTheSameFiguresWithoutMessages() throws InterruptedException {
    Address topic = kafka.topic("partitions", "2");
    kafka.publish(
        IntStream.range(0, 1000)
            .mapToObj(number -> RunningKafka.to(number % 2, topic, "0123456789"))
            .toArray(Message[]::new));
    PullResult result =
        kafka.broker.pull(
            new PullRequest(
                topic, 700, Optional.empty(), true, RunningKafka.settings("from", "earliest")),
            message -> {
              throw new AssertionError("nobody asked for " + message);
            });
    assertEquals(700, result.messages());
    assertEquals(7000, result.payloadBytes());
    long told =
        kafka.traffic.events().stream()
            .filter(event -> event.destination().equals(topic))
            .filter(event -> event.kind() == Traffic.Kind.DELIVERED)
            .mapToLong(Traffic.Event::count)
            .sum();
    assertEquals(700, told);
  }

  @Test
  void theTrafficTellsOfEachMessageOnceHoweverManyThereAre() throws InterruptedException {
    Address topic = kafka.topic();
    kafka.publish(
        IntStream.range(0, 5000)
            .mapToObj(number -> RunningKafka.message(topic, "m" + number))
            .toArray(Message[]::new));
    List<Traffic.Event> events =
        kafka.traffic.events().stream().filter(event -> event.destination().equals(topic)).toList();
    for (Traffic.Kind kind : List.of(Traffic.Kind.SENT, Traffic.Kind.CONFIRMED)) {
      assertEquals(
          5000,
          events.stream()
              .filter(event -> event.kind() == kind)
              .mapToLong(Traffic.Event::count)
              .sum());
    }
    assertTrue(events.size() < 1000, "in bulk: " + events.size());
  }

  @Test
  void aTransactionIsSeenWholeOrNotAtAll() throws InterruptedException {
    Address topic = kafka.topic();
    Settings transaction = RunningKafka.settings("transaction", "shop");
    try (Publisher publisher = kafka.broker.publisher(transaction)) {
      publisher.send(RunningKafka.message(topic, "open"), receipt -> {});
      publisher.flush();
      assertEquals(List.of(), kafka.pull(topic, "from", "earliest"));
      assertEquals(
          List.of("open"),
          RunningKafka.payloads(kafka.pull(topic, "from", "earliest", "isolation", "uncommitted")));
      publisher.commit();
      publisher.send(RunningKafka.message(topic, "given up"), receipt -> {});
      publisher.abort();
      publisher.send(RunningKafka.message(topic, "closed early"), receipt -> {});
      publisher.flush();
    }
    assertEquals(List.of("open"), RunningKafka.payloads(kafka.pull(topic, "from", "earliest")));
    assertEquals(List.of("open"), RunningKafka.payloads(kafka.pull(topic)));
    assertEquals(List.of(), kafka.pull(topic));
    Table partitions = kafka.broker.describe(topic).get(1);
    assertEquals("records at most", partitions.columns().get(4));
    assertEquals(6L, partitions.rows().get(0).get(4), "three can be read one way or another");
    assertEquals(
        List.of("open", "given up", "closed early"),
        RunningKafka.payloads(kafka.pull(topic, "from", "earliest", "isolation", "uncommitted")));
  }

  @Test
  void creatingTheSameAgainIsFineAndAnotherWayIsNot() throws InterruptedException {
    Address topic = kafka.topic("partitions", "2", "retention", "60s");
    assertFalse(kafka.broker.create(topic, Settings.NONE));
    assertFalse(
        kafka.broker.create(topic, RunningKafka.settings("partitions", "2", "retention", "60s")));
    BrokerException partitions =
        assertThrows(
            BrokerException.class,
            () -> kafka.broker.create(topic, RunningKafka.settings("partitions", "3")));
    assertEquals(topic.text() + " exists already, with partitions 2", partitions.getMessage());
    BrokerException policy =
        assertThrows(
            BrokerException.class,
            () -> kafka.broker.create(topic, RunningKafka.settings("compact", "true")));
    assertEquals(topic.text() + " exists already, with cleanup.policy delete", policy.getMessage());
  }

  @Test
  void aNameThatKafkaCannotHaveIsRefusedInOneLine() {
    BrokerException refused =
        assertThrows(
            BrokerException.class,
            () -> kafka.broker.create(new Address.Topic("зелёный чай"), Settings.NONE));
    assertFalse(String.valueOf(refused.getMessage()).contains("\n"));
    assertTrue(refused.hint().startsWith("letters a-z, digits"), refused.hint());
  }

  @Test
  void aDeletedTopicIsGoneAndItsNameBeginsAgain() throws InterruptedException {
    Address topic = kafka.topic();
    kafka.publish(topic, "old");
    kafka.broker.delete(topic);
    assertFalse(kafka.broker.exists(topic));
    assertThrows(BrokerException.class, () -> kafka.broker.delete(topic));
    assertTrue(kafka.broker.create(topic, Settings.NONE));
    assertEquals(List.of(new Position.Log(0, 0)), kafka.publish(topic, "new"));
  }

  @Test
  void aDescriptionHasPartitionsAndGroups() throws InterruptedException {
    Address topic = kafka.topic("partitions", "2");
    kafka.publish(
        RunningKafka.to(0, topic, "a"),
        RunningKafka.to(0, topic, "b"),
        RunningKafka.to(1, topic, "c"));
    kafka.pull(topic, 1, Optional.empty(), new ArrayList<>(), "group", "reader", "partition", "0");
    List<Table> tables = kafka.broker.describe(topic);
    assertEquals(Arrays.asList(topic.text(), 2, 1, "delete", null), tables.get(0).rows().get(0));
    assertEquals(
        List.of(List.of(0, 1, 0L, 2L, 2L), List.of(1, 1, 0L, 1L, 1L)), tables.get(1).rows());
    assertEquals("group", tables.get(2).name());
    assertEquals(List.of("reader", 0, 1L, 1L), tables.get(2).rows().get(0).subList(0, 4));
    assertEquals(List.of(0, "Empty"), tables.get(2).rows().get(0).subList(5, 7));
    assertTrue(kafka.broker.groups().contains("reader"));
    assertTrue(
        kafka.broker.list().rows().contains(List.<Object>of(topic.text(), 2, 3L)),
        kafka.broker.list().toString());
  }

  @Test
  void olderRecordsGoAfterTheirRetention() throws InterruptedException {
    Address topic = kafka.topic("retention", "1s");
    kafka.publish(topic, "old");
    long begin = System.nanoTime();
    while (!kafka.pull(topic, "from", "earliest").isEmpty()) {
      assertTrue(System.nanoTime() - begin < Duration.ofSeconds(10).toNanos(), "it is still there");
    }
    kafka.publish(topic, "new");
    Message left = kafka.pull(topic, "from", "earliest").get(0);
    assertEquals(Optional.of(Bytes.utf8("new")), left.payload());
    assertEquals(Optional.of(new Position.Log(0, 1)), left.position());
  }

  @Test
  void compactionKeepsTheLastOfEachKeyWithinSeconds() throws InterruptedException {
    Address topic = kafka.topic("compact", "true");
    kafka.publish(
        RunningKafka.keyed(topic, "a", "a1"),
        RunningKafka.keyed(topic, "b", "b1"),
        RunningKafka.keyed(topic, "a", "a2"),
        RunningKafka.keyed(topic, "b", "b2"),
        RunningKafka.keyed(topic, "c", "c1"),
        RunningKafka.tombstone(topic, "c"));
    awaitPayloads(topic, "a2", "b2", "(none)");
    // A tombstone goes at a later cleaning, and for that there has to be something new.
    kafka.publish(RunningKafka.keyed(topic, "d", "d1"));
    awaitPayloads(topic, "a2", "b2", "d1");
  }

  private void awaitPayloads(Address topic, String... expected) throws InterruptedException {
    long begin = System.nanoTime();
    List<String> found = List.of();
    while (!found.equals(List.of(expected))) {
      assertTrue(System.nanoTime() - begin < Duration.ofSeconds(10).toNanos(), found.toString());
      found = RunningKafka.payloads(kafka.pull(topic, "from", "earliest"));
    }
  }
}
