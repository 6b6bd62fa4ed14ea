package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Message;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.testing.Inbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Subscriptions: who gets what, and what becomes of it when somebody dies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaGroupsIT {
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

  /** How long a group may take to notice that a member was killed. */
  Duration longestNotice() {
    return Duration.ofSeconds(8);
  }

  @Test
  void everyGroupGetsACopyAndANewOneOnlyWhatIsNew() throws InterruptedException {
    Address topic = kafka.topic();
    kafka.publish(topic, "before");
    Inbox billing = new Inbox();
    Inbox audit = new Inbox();
    try (Subscription first = kafka.subscribe(topic, "billing-copy", billing);
        Subscription second = kafka.subscribe(topic, "audit", audit, "from", "earliest")) {
      kafka.publish(topic, "after");
      kafka.settle();
      assertEquals(List.of("after"), billing.payloads());
      assertEquals(List.of("before", "after"), audit.payloads());
      assertEquals(1, first.delivered());
      assertEquals(2, second.delivered());
      assertEquals(Optional.of("audit"), second.group());
    }
  }

  @Test
  void membersOfAGroupShareThePartitionsAsSoonAsTheyAreThere() throws InterruptedException {
    Address topic = kafka.topic("partitions", "2");
    Inbox one = new Inbox();
    Inbox two = new Inbox();
    Inbox three = new Inbox();
    try (Subscription first = kafka.subscribe(topic, "w1", one, "group", "workers");
        Subscription second = kafka.subscribe(topic, "w2", two, "group", "workers");
        // More members than partitions: this one has nothing to do, and is a member all the same.
        Subscription third = kafka.subscribe(topic, "w3", three, "group", "workers")) {
      kafka.publish(RunningKafka.to(0, topic, "zero"), RunningKafka.to(1, topic, "one"));
      kafka.settle();
      assertEquals(2, one.messages().size() + two.messages().size() + three.messages().size());
      assertTrue(first.delivered() < 2 && second.delivered() < 2 && third.delivered() < 2);
      assertEquals(
          3L,
          kafka.broker.describe(topic).get(2).rows().stream()
              .map(row -> row.get(5))
              .findFirst()
              .map(members -> ((Integer) members).longValue())
              .orElse(0L));
    }
  }

  @Test
  void aClosedSubscriptionHasCommittedAndItsGroupGoesOnFromThere() throws InterruptedException {
    Address topic = kafka.topic();
    Inbox before = new Inbox();
    try (Subscription subscription = kafka.subscribe(topic, "resumed", before)) {
      kafka.publish(topic, "a", "b");
      before.await(2);
      // The listener has them before they are counted.
      kafka.settle();
      assertEquals(2, subscription.delivered());
    }
    kafka.publish(topic, "meanwhile");
    Inbox after = new Inbox();
    try (Subscription subscription = kafka.subscribe(topic, "resumed", after)) {
      kafka.settle();
      assertEquals(List.of("meanwhile"), after.payloads());
      assertEquals(List.of(), after.redelivered());
      assertEquals(1, subscription.delivered());
    }
  }

  @Test
  void whatAKilledMemberHadInHandComesToTheOthersAndIsMarked() throws InterruptedException {
    Address topic = kafka.topic();
    Inbox dying = new Inbox();
    Inbox heir = new Inbox();
    Subscription killed = kafka.slow(topic, "k1", Duration.ofMillis(150), dying, "group", "mortal");
    try (Subscription living = kafka.subscribe(topic, "k2", heir, "group", "mortal")) {
      kafka.publish(topic, "a", "b", "c", "d");
      dying.await(2);
      long begin = System.nanoTime();
      killed.kill();
      List<String> seen = dying.payloads();
      assertFalse(kafka.broker.unsettled().isEmpty(), "the group still has to deliver them");
      kafka.settle();
      long took = Duration.ofNanos(System.nanoTime() - begin).toMillis();
      assertEquals(List.of("a", "b", "c", "d"), heir.payloads());
      assertEquals(seen, heir.redelivered());
      assertEquals(seen, dying.payloads(), "nothing comes after its death");
      assertTrue(
          took > 500 && took < longestNotice().toMillis(),
          "the group noticed after " + took + " ms");
      assertEquals(4, living.delivered());
    }
    assertEquals(
        seen(topic, Traffic.Kind.REDELIVERED), dying.messages().size(), "the traffic says so too");
  }

  private long seen(Address topic, Traffic.Kind kind) {
    return kafka.traffic.events().stream()
        .filter(event -> event.destination().equals(topic) && event.kind() == kind)
        .mapToLong(Traffic.Event::count)
        .sum();
  }

  @Test
  void aKilledGroupOwesNothingUntilItIsBack() throws InterruptedException {
    Address topic = kafka.topic();
    Subscription alone = kafka.slow(topic, "alone", Duration.ofMillis(200), new Inbox());
    kafka.publish(topic, "a", "b", "c");
    assertFalse(kafka.broker.awaitSettled(Duration.ofMillis(1)));
    assertEquals(List.of("alone: 3 of " + topic + " not yet delivered"), kafka.broker.unsettled());
    alone.kill();
    kafka.settle();
    Inbox back = new Inbox();
    try (Subscription again = kafka.subscribe(topic, "alone", back)) {
      kafka.settle();
      assertEquals(List.of("a", "b", "c"), back.payloads());
      assertEquals(3, again.delivered());
    }
  }

  @Test
  void aSlowMemberDoesNotHoldUpTheOneThatJoins() throws InterruptedException {
    Address topic = kafka.topic("partitions", "2");
    Inbox slow = new Inbox();
    Inbox quick = new Inbox();
    try (Subscription first =
        kafka.slow(topic, "s1", Duration.ofMillis(400), slow, "group", "uneven")) {
      kafka.publish(
          IntStream.range(0, 20)
              .mapToObj(number -> RunningKafka.to(number % 2, topic, "m" + number))
              .toArray(Message[]::new));
      slow.await(1);
      long begin = System.nanoTime();
      try (Subscription second = kafka.subscribe(topic, "s2", quick, "group", "uneven")) {
        assertTrue(System.nanoTime() - begin < Duration.ofSeconds(5).toNanos(), "joined too late");
        quick.await(5);
        assertTrue(slow.messages().size() < 15, "the quick one took its share");
        assertEquals("s2", second.name());
      }
      assertTrue(first.delivered() < 20);
    }
  }

  @Test
  void aPatternTakesTopicsThatAreMadeLaterFromTheirBeginning() throws InterruptedException {
    kafka.broker.create(new Address.Topic("shop.a"), Settings.NONE);
    kafka.publish(new Address.Topic("shop.a"), "old");
    Inbox inbox = new Inbox();
    try (Subscription all = kafka.subscribe(new Address.Topic("shop.*"), "all", inbox)) {
      kafka.publish(new Address.Topic("shop.a"), "new");
      kafka.broker.create(new Address.Topic("shop.b"), Settings.NONE);
      kafka.broker.create(new Address.Topic("shopping"), Settings.NONE);
      kafka.publish(new Address.Topic("shop.b"), "first");
      kafka.publish(new Address.Topic("shopping"), "another");
      kafka.settle();
      assertEquals(List.of("new", "first"), inbox.payloads());
      assertEquals(2, all.delivered());
    }
  }

  @Test
  void membersOfAShareGroupTakeSingleRecordsOfOnePartition() throws InterruptedException {
    Address topic = kafka.topic();
    kafka.publish(topic, "before");
    Inbox one = new Inbox();
    Inbox two = new Inbox();
    try (Subscription first = shared(topic, "p1", one, Duration.ofMillis(50));
        Subscription second = shared(topic, "p2", two, Duration.ofMillis(50))) {
      kafka.publish(topic, "a", "b", "c", "d", "e", "f", "g", "h");
      kafka.settle();
      Set<String> all = new TreeSet<>(one.payloads());
      all.addAll(two.payloads());
      assertEquals(new TreeSet<>(Set.of("a", "b", "c", "d", "e", "f", "g", "h")), all);
      assertEquals(8, first.delivered() + second.delivered());
      assertTrue(first.delivered() > 0 && second.delivered() > 0, "both had work");
    }
  }

  private Subscription shared(Address topic, String name, Inbox inbox, Duration delay)
      throws InterruptedException {
    return kafka.slow(topic, name, delay, inbox, "group", "pool", "share", "true");
  }

  @Test
  void whatAKilledMemberOfAShareGroupHadTakenIsDeliveredAgain() throws InterruptedException {
    Address topic = kafka.topic();
    Inbox dying = new Inbox();
    Inbox heir = new Inbox();
    Subscription killed =
        kafka.slow(topic, "q1", Duration.ofSeconds(30), dying, "group", "mortals", "share", "true");
    kafka.publish(topic, "task");
    dying.await(1);
    try (Subscription living =
        kafka.subscribe(topic, "q2", heir, "group", "mortals", "share", "true")) {
      killed.kill();
      heir.await(1);
      assertEquals(List.of("task"), heir.redelivered());
      kafka.settle();
      assertEquals(1, living.delivered());
    }
  }

  @Test
  void aGroupWithLiveMembersIsNotPulledFrom() throws InterruptedException {
    Address topic = kafka.topic();
    try (Subscription member = kafka.subscribe(topic, "busy", new Inbox())) {
      BrokerException refused =
          assertThrows(BrokerException.class, () -> kafka.pull(topic, "group", "busy"));
      assertEquals(
          "group busy has live members, and what it reads is theirs", refused.getMessage());
      assertEquals("busy", member.name());
      assertThrows(
          BrokerException.class, () -> kafka.pull(topic, "group", "busy", "from", "earliest"));
      BrokerException unmoved =
          assertThrows(
              BrokerException.class,
              () ->
                  kafka.broker.seek(
                      topic, RunningKafka.settings("group", "busy", "to", "earliest")));
      assertEquals("group busy has live members: busy", unmoved.getMessage());
    }
  }

  @Test
  void anAbortedTransactionIsAccountedForWithoutBeingDelivered() throws InterruptedException {
    Address topic = kafka.topic();
    Inbox inbox = new Inbox();
    try (Subscription committedOnly = kafka.subscribe(topic, "strict", inbox);
        var publisher = kafka.broker.publisher(RunningKafka.settings("transaction", "aborted"))) {
      publisher.send(RunningKafka.message(topic, "never"), receipt -> {});
      publisher.abort();
      kafka.settle();
      assertEquals(0, committedOnly.delivered());
      publisher.send(RunningKafka.message(topic, "yes"), receipt -> {});
      publisher.commit();
      kafka.settle();
      assertEquals(List.of("yes"), inbox.payloads());
    }
  }

  @Test
  void fiftyMessagesOneByOneAreDeliveredInOrder() throws InterruptedException {
    Address topic = kafka.topic();
    Inbox inbox = new Inbox();
    List<String> expected = new ArrayList<>();
    try (Subscription subscription = kafka.subscribe(topic, "ordered", inbox)) {
      for (int number = 0; number < 50; number++) {
        kafka.publish(topic, "m" + number);
        expected.add("m" + number);
      }
      kafka.settle();
      assertEquals(expected, inbox.payloads());
      assertEquals(50, subscription.delivered());
    }
  }
}
