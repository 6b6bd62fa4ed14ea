package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import dev.parley.brokers.support.ServerThreads;
import dev.parley.brokers.testing.Inbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
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

  @Test
  void noNodeDeniesATopicThatWasJustCreated() throws Exception {
    try (Server server = start("nodes", "3");
        Broker broker = client(server)) {
      for (int number = 0; number < 60; number++) {
        Address topic = new Address.Topic("new-" + number);
        broker.create(topic, Settings.NONE);
        assertTrue(broker.witness(topic).isPresent());
        assertEquals(1, partitions(broker, topic).rows().size());
      }
    }
  }

  private static String refused(Executable step) {
    return String.valueOf(assertThrows(BrokerException.class, step).getMessage());
  }

  @Test
  void aNodeThatIsKilledKeepsItsDataAndItsPorts() throws Exception {
    Address topic = new Address.Topic("kept");
    try (Server server = start();
        Broker broker = client(server)) {
      broker.create(topic, Settings.NONE);
      Steady steady = new Steady();
      steady.run(broker, topic, 50, 1, () -> {});
      assertEquals(50, steady.confirmed.size());
      String endpoint = server.endpoint();
      int port = Integer.parseInt(endpoint.substring(endpoint.indexOf(':') + 1));
      server.kill(1);
      assertEquals(List.of(State.DOWN), states(server));
      assertEquals(endpoint, server.endpoint());
      assertThrows(
          IOException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
      assertFalse(Files.exists(server.data().resolve("node-1/.kafka_cleanshutdown")));
      assertEquals("node 1 of kafka is down already", refused(() -> server.kill(1)));
      server.restart(1);
      assertEquals(List.of(State.UP), states(server));
      assertEquals(endpoint, server.endpoint());
      assertEquals(new TreeSet<>(steady.confirmed), read(broker, topic));
      assertEquals("node 1 of kafka is up", refused(() -> server.restart(1)));
      assertEquals("kafka has no node 2", refused(() -> server.kill(2)));
      assertEquals("kafka has no node 0", refused(() -> server.restart(0)));
      assertTrue(refused(() -> server.pause(1)).contains("cannot be paused"));
      assertEquals(Optional.empty(), server.failure());
    }
    assertEquals(List.of(), List.copyOf(failures));
  }

  @Test
  void aPortThatWasTakenMeanwhileKeepsANodeDownAndNothingElse() throws Exception {
    try (Server server = start()) {
      int port = Integer.parseInt(server.endpoint().substring(server.endpoint().indexOf(':') + 1));
      server.kill(1);
      try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertEquals("port " + port + " is in use", refused(() -> server.restart(1)));
        assertTrue(taken.isBound());
      }
      assertEquals(List.of(State.DOWN), states(server));
      server.restart(1);
      assertEquals(List.of(State.UP), states(server));
    }
  }

  @Test
  void aClusterIsKeptWithItsNodesAndRefusesAnotherNumber() throws Exception {
    Path data = state.resolve("three");
    Address topic = new Address.Topic("kept");
    try (Server server = start("nodes", "3", "data", data.toString());
        Broker broker = client(server)) {
      broker.create(topic, RunningKafka.settings("partitions", "3"));
      Table partitions = partitions(broker, topic);
      assertEquals(
          List.of("partition", "leader", "replicas", "in sync", "first", "next", "records at most"),
          partitions.columns());
      assertEquals("1,2,3", partitions.rows().get(0).get(2));
      new Steady().run(broker, topic, 100, 1, () -> {});
      Address single = new Address.Topic("single");
      broker.create(single, RunningKafka.settings("replicas", "1"));
      Steady one = new Steady();
      one.run(broker, single, 10, 1, () -> {});
      assertEquals(10, one.confirmed.size());
      assertTrue(
          refused(() -> broker.create(single, RunningKafka.settings("replicas", "2")))
              .endsWith("exists already, with replicas 1"));
      String tooMany =
          refused(
              () -> broker.create(new Address.Topic("n"), RunningKafka.settings("replicas", "4")));
      assertFalse(tooMany.contains("\n"), tooMany);
      assertTrue(broker.validate().contains(", 3 nodes, metadata "), broker.validate());
    }
    assertEquals(
        data + " keeps a cluster of 3 nodes, not of 1",
        refused(() -> start("nodes", "1", "data", data.toString())));
    try (Server server = start("data", data.toString());
        Broker broker = client(server)) {
      assertEquals(3, server.nodes().size());
      assertEquals(100, read(broker, topic).size());
    }
    assertTrue(refused(() -> start("nodes", "6")).startsWith("kafka runs with 1 to 5 nodes"));
    assertTrue(refused(() -> start("nodes", "0")).startsWith("kafka runs with 1 to 5 nodes"));
  }

  @Test
  void withoutAMajorityANodeWaitsForOne() throws Exception {
    Address topic = new Address.Topic("orders");
    try (Server server = start("nodes", "3");
        Broker broker = client(server)) {
      broker.create(topic, Settings.NONE);
      Steady steady = new Steady();
      steady.run(broker, topic, 50, 1, () -> {});
      int threads = server.threads();
      for (int node = 1; node <= 3; node++) {
        server.kill(node);
      }
      assertEquals(List.of(State.DOWN, State.DOWN, State.DOWN), states(server));
      assertEquals(
          "node 1 of kafka runs and waits: 1 of 3 nodes is no majority",
          refused(() -> server.restart(1)));
      assertEquals(
          "node 1 of kafka waits for a majority already", refused(() -> server.restart(1)));
      assertEquals(State.DOWN, server.nodes().get(0).state());
      server.restart(2);
      server.restart(3);
      awaitInSync(broker, topic, "1,2,3");
      assertEquals(List.of(State.UP, State.UP, State.UP), states(server));
      assertEquals(new TreeSet<>(steady.confirmed), read(broker, topic));
      assertTrue(server.threads() < threads + 20, threads + " threads became " + server.threads());
      assertEquals(Optional.empty(), server.failure());
    }
  }

  @Test
  void aClusterThatLostItsMajorityEndsAllTheSame() throws Exception {
    Server server = start("nodes", "3");
    server.kill(1);
    server.kill(2);
    long begin = System.nanoTime();
    server.close();
    long took = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
    assertTrue(took < 20, "closing took " + took + " s");
    assertEquals(List.of(), threadsOfNodes());
    try (Stream<Path> left = Files.list(state.resolve("kafka-data"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  private static List<String> threadsOfNodes() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getThreadGroup() instanceof ServerThreads)
        .map(Thread::getName)
        .filter(name -> !name.startsWith("metrics-meter-tick-thread"))
        .toList();
  }

  @Test
  void aWaitingNodeIsEndedWithItsServer() throws Exception {
    Server server = start("nodes", "2");
    server.kill(1);
    server.kill(2);
    assertTrue(refused(() -> server.restart(2)).contains("no majority"));
    server.close();
    assertEquals(List.of(), threadsOfNodes());
  }
}
