package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.testing.Inbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else takes a topic, or a place in a group, away from a subscription. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaGoneIT {
  private RunningKafka kafka;
  private Broker somebody;

  @BeforeAll
  void start(@TempDir Path state) throws InterruptedException {
    kafka = new RunningKafka(state);
    somebody = kafka.provider.connect(kafka.server.endpoint(), Settings.NONE, kafka.traffic);
  }

  @AfterAll
  void stop() {
    somebody.close();
    kafka.close();
  }

  private static String deleted(Address topic) {
    return topic + " was deleted; goes on if it is made again";
  }

  @Test
  void aTopicThatIsDeletedIsSaidSoAndReadFromItsBeginningWhenItIsThereAgain()
      throws InterruptedException {
    Address topic = kafka.topic();
    Inbox inbox = new Inbox();
    try (Subscription reader = kafka.subscribe(topic, "left-alone", inbox)) {
      kafka.publish(topic, "a", "b");
      inbox.await(2);
      kafka.settle();
      kafka.publish(topic, "never delivered, perhaps");
      somebody.delete(topic);
      assertEquals(List.of(deleted(topic)), inbox.awaitNotices(1));
      kafka.settle();
      int before = inbox.messages().size();
      somebody.create(topic, Settings.NONE);
      kafka.publish(topic, "c");
      assertEquals("c", inbox.await(before + 1).payloads().get(before));
      assertEquals(
          topic + " was made again, and is read from its beginning", inbox.awaitNotices(2).get(1));
      kafka.publish(topic, "d");
      kafka.settle();
      assertEquals(List.of("c", "d"), inbox.payloads().subList(before, before + 2));
      assertEquals(List.of(), inbox.redelivered());
      assertEquals(Optional.empty(), reader.failure());
    }
  }

  @Test
  void aTopicThatIsReplacedInAMomentLosesNothingOfTheNewOne() throws InterruptedException {
    Address topic = kafka.topic();
    Inbox inbox = new Inbox();
    try (Subscription reader = kafka.subscribe(topic, "surprised", inbox)) {
      kafka.publish(topic, "a", "b", "c");
      inbox.await(3);
      kafka.settle();
      somebody.delete(topic);
      somebody.create(topic, Settings.NONE);
      kafka.publish(topic, "d", "e", "f", "g", "h");
      inbox.await(8);
      assertEquals(List.of("a", "b", "c", "d", "e", "f", "g", "h"), inbox.payloads());
      inbox.awaitNotices(1);
      assertEquals(8, reader.delivered());
    }
  }

  @Test
  void aSlowListenerOfATopicThatIsDeletedGoesOn() throws InterruptedException {
    Address topic = kafka.topic();
    Inbox inbox = new Inbox();
    try (Subscription slow = kafka.slow(topic, "slow-one", Duration.ofMillis(500), inbox)) {
      kafka.publish(topic, "a", "b", "c");
      inbox.await(1);
      somebody.delete(topic);
      inbox.awaitNotices(1);
      somebody.create(topic, Settings.NONE);
      int before = inbox.messages().size();
      kafka.publish(topic, "d");
      inbox.await(before + 1);
      assertEquals(Optional.empty(), slow.failure());
      assertTrue(inbox.payloads().contains("d"));
    }
  }

  @Test
  void aShareGroupReadsATopicThatIsMadeAgainFromItsBeginning() throws InterruptedException {
    Address topic = kafka.topic();
    Inbox inbox = new Inbox();
    try (Subscription member = kafka.subscribe(topic, "sharer", inbox, "share", "true")) {
      kafka.publish(topic, "a");
      inbox.await(1);
      somebody.delete(topic);
      // Its client may ask for the topic, and so have it made again, before anybody misses it.
      inbox.awaitNotices(1);
      somebody.create(topic, Settings.NONE);
      kafka.publish(topic, "b");
      inbox.await(2);
      assertEquals(List.of("a", "b"), inbox.payloads());
      assertEquals(Optional.empty(), member.failure());
    }
  }

  @Test
  void aMemberThatItsCoordinatorForgotJoinsAgain() throws Exception {
    Address topic = kafka.topic();
    Inbox inbox = new Inbox();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.server.endpoint()));
        Subscription member = kafka.slow(topic, "forgotten", Duration.ofMillis(300), inbox)) {
      for (int round = 0; round < 3; round++) {
        kafka.publish(topic, "x" + round, "y" + round, "z" + round);
        inbox.await(inbox.messages().size() + 1);
        // What came may have been fetched before the member was removed the last time.
        while (members(admin, "forgotten") == 0) {
          Thread.onSpinWait();
        }
        admin
            .removeMembersFromConsumerGroup(
                "forgotten", new RemoveMembersFromConsumerGroupOptions())
            .all()
            .get();
      }
      kafka.settle();
      Set<String> got = new HashSet<>(inbox.payloads());
      assertEquals(
          Set.of("x0", "y0", "z0", "x1", "y1", "z1", "x2", "y2", "z2"), got, "nothing is lost");
      assertEquals(Optional.empty(), member.failure());
    }
  }

  private static int members(Admin admin, String group) throws Exception {
    return admin
        .describeConsumerGroups(List.of(group))
        .describedGroups()
        .get(group)
        .get()
        .members()
        .size();
  }
}
