package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Message;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.Server;
import dev.parley.brokers.Server.Node.State;
import dev.parley.brokers.Settings;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.Table;
import dev.parley.brokers.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes: who leads, what a death costs, and how a node comes back. */
final class KafkaClusterIT {
  private static final Duration LONGEST_GAP = Duration.ofSeconds(30);

  private final BrokerProvider provider = Kafka.kind().provider().get();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  @TempDir Path state;

  private Server start(String... settings) throws InterruptedException {
    return provider.start(RunningKafka.settings(settings), new Environment(state, failures::add));
  }

  private Broker client(Server server) {
    return provider.connect(server.endpoint(), Settings.NONE, new Traffic(10_000, () -> "test"));
  }

  private static List<State> states(Server server) {
    return server.nodes().stream().map(Server.Node::state).toList();
  }

  private static Table partitions(Broker broker, Address topic) throws InterruptedException {
    return broker.describe(topic).get(1);
  }

  private static int leader(Broker broker, Address topic) throws InterruptedException {
    Table partitions = partitions(broker, topic);
    return (Integer) partitions.rows().get(0).get(partitions.columns().indexOf("leader"));
  }

  /** Waits until the partition is again on all the nodes that are meant to have it. */
  private static void awaitInSync(Broker broker, Address topic, String nodes)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      Table partitions = partitions(broker, topic);
      Object inSync = partitions.rows().get(0).get(partitions.columns().indexOf("in sync"));
      if (nodes.equals(inSync)) {
        return;
      }
      assertTrue(System.nanoTime() < deadline, "in sync: " + inSync);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static Set<String> read(Broker broker, Address topic) throws InterruptedException {
    Set<String> read = new TreeSet<>();
    broker.pull(
        new PullRequest(
            topic,
            Long.MAX_VALUE,
            Optional.empty(),
            false,
            RunningKafka.settings("from", "earliest")),
        message -> read.add(message.payload().map(Bytes::toString).orElse("")));
    return read;
  }

  /** What a steady publisher saw while something happened to the cluster. */
  private static final class Steady {
    private final Queue<String> confirmed = new ConcurrentLinkedQueue<>();
    private final Queue<Long> times = new ConcurrentLinkedQueue<>();
    private final Queue<BrokerException> refused = new ConcurrentLinkedQueue<>();

    void run(Broker broker, Address topic, int perSecond, int seconds, Runnable after)
        throws InterruptedException {
      try (Publisher publisher = broker.publisher(Settings.NONE)) {
        long begin = System.nanoTime();
        long period = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (int number = 0; number < perSecond * seconds; number++) {
          if (number == perSecond) {
            Thread event = new Thread(after, "event");
            event.start();
          }
          // A rate, not a wait for something.
          LockSupport.parkNanos(begin + number * period - System.nanoTime());
          String payload = "m" + number;
          publisher.send(
              Message.of(topic, Bytes.utf8(payload)),
              receipt -> {
                if (receipt instanceof Receipt.Refused failed) {
                  refused.add(failed.failure());
                } else {
                  confirmed.add(payload);
                  times.add(System.nanoTime());
                }
              });
        }
        publisher.flush();
      }
    }

    Duration longestGap() {
      long longest = 0;
      Optional<Long> last = Optional.empty();
      for (Long time : times) {
        if (last.isPresent()) {
          longest = Math.max(longest, time - last.get());
        }
        last = Optional.of(time);
      }
      return Duration.ofNanos(longest);
    }
  }

  @Test
  void aLeaderThatDiesCostsNothingThatWasConfirmedAndComesBack() throws Exception {
    Address topic = new Address.Topic("orders");
    List<Duration> gaps = new ArrayList<>();
    int rounds = Integer.getInteger("parley.rounds", 1);
    try (Server server = start("nodes", "3");
        Broker broker = client(server)) {
      assertEquals(List.of(State.UP, State.UP, State.UP), states(server));
      broker.create(topic, Settings.NONE);
      Inbox inbox = new Inbox();
      try (Subscription subscription =
          broker.subscribe(
              new SubscribeRequest(topic, "audit", Optional.empty(), Settings.NONE), inbox)) {
        long confirmed = 0;
        for (int round = 0; round < rounds; round++) {
          awaitInSync(broker, topic, "1,2,3");
          int leader = leader(broker, topic);
          Steady steady = new Steady();
          steady.run(broker, topic, 200, 10, () -> server.kill(leader));
          assertEquals(List.of(), List.copyOf(steady.refused));
          assertEquals(2000, steady.confirmed.size());
          confirmed += steady.confirmed.size();
          Set<String> lost = new TreeSet<>(steady.confirmed);
          lost.removeAll(read(broker, topic));
          assertEquals(Set.of(), lost, "confirmed and lost");
          gaps.add(steady.longestGap());
          assertTrue(steady.longestGap().compareTo(LONGEST_GAP) < 0, "gap " + gaps);
          assertEquals(State.DOWN, server.nodes().get(leader - 1).state());
          assertEquals(Optional.empty(), server.failure());
          assertFalse(leader == leader(broker, topic), "another one leads");
          assertTrue(broker.awaitSettled(Duration.ofSeconds(60)), broker.unsettled().toString());
          server.restart(leader);
          assertEquals(List.of(State.UP, State.UP, State.UP), states(server));
        }
        awaitInSync(broker, topic, "1,2,3");
        assertEquals(confirmed, subscription.delivered());
        assertEquals(Optional.empty(), subscription.failure());
      }
      System.out.println("longest gaps between confirmations: " + gaps);
    }
    assertEquals(List.of(), List.copyOf(failures));
  }
}
