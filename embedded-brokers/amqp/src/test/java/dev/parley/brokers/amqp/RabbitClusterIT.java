package dev.parley.brokers.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Server;
import dev.parley.brokers.Server.Node.State;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.Table;
import dev.parley.brokers.testing.Inbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes of RabbitMQ, of which some are killed and paused. Each test leaves all three up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("dev.parley.brokers.amqp.InstalledRabbit#isHere")
final class RabbitClusterIT {
  private final BrokerProvider provider = Rabbit.kind().provider().get();
  private final LinkedBlockingQueue<String> failures = new LinkedBlockingQueue<>();
  private Server server;
  private RunningRabbit rabbit;

  @BeforeAll
  void begin(@TempDir Path state) throws InterruptedException {
    server =
        provider.start(
            RunningRabbit.settings("mode", "process", "nodes", "3"),
            new Environment(state, failures::add));
    rabbit = new RunningRabbit(provider, server.endpoint());
  }

  @AfterAll
  void end() {
    rabbit.close();
    server.close();
  }

  private List<State> states() {
    return server.nodes().stream().map(Server.Node::state).toList();
  }

  private Table replicas(Address queue) throws InterruptedException {
    return rabbit.broker.describe(queue).stream()
        .filter(table -> table.name().equals("replica"))
        .findFirst()
        .orElseThrow();
  }

  private int leader(Address queue) throws InterruptedException {
    String node =
        replicas(queue).rows().stream()
            .filter(row -> "leader".equals(row.get(1)))
            .map(row -> String.valueOf(row.get(0)))
            .findFirst()
            .orElseThrow();
    return Integer.parseInt(node.substring("rabbit/".length()));
  }

  @Test
  void aQuorumQueueHasACopyOnEachNode() throws InterruptedException {
    Address queue = rabbit.queue("quorum", "true");
    rabbit.publish(queue, "x");
    assertEquals(
        Set.of("rabbit/1", "rabbit/2", "rabbit/3"),
        new HashSet<>(replicas(queue).rows().stream().map(row -> row.get(0)).toList()));
    assertTrue(leader(queue) > 0);
    assertEquals(3, server.endpoint().split(",").length);
  }

  @Test
  void whateverNodeIsKilledNothingThatWasConfirmedIsLost() throws Exception {
    Address queue = rabbit.queue("quorum", "true");
    Inbox inbox = new Inbox();
    List<String> confirmed;
    try (Subscription worker = rabbit.subscribe(queue, "worker", inbox);
        SteadyPublisher publisher = new SteadyPublisher(rabbit, queue)) {
      publisher.await(100);
      int first = leader(queue);
      for (int next = 0; next < 3; next++) {
        int node = (first - 1 + next) % 3 + 1;
        server.kill(node);
        publisher.await(100);
        assertEquals(State.DOWN, states().get(node - 1));
        server.restart(node);
      }
      publisher.finish();
      confirmed = publisher.confirmed();
      assertEquals(List.of(), publisher.refused());
      assertEquals(publisher.sent(), confirmed.size());
      assertTrue(publisher.longestGap().toSeconds() < 10, publisher.longestGap().toString());
      rabbit.settle();
      assertEquals("worker", worker.name());
    }
    Set<String> lost = new HashSet<>(confirmed);
    lost.removeAll(inbox.payloads());
    assertEquals(Set.of(), lost);
    assertEquals(List.of(), inbox.failures());
    assertEquals(List.of(State.UP, State.UP, State.UP), states());
    assertTrue(failures.isEmpty(), "what was wanted is no failure: " + failures);
  }

  @Test
  void aPausedNodeIsDoneWithoutAndGoesOn() throws Exception {
    Address queue = rabbit.queue("quorum", "true");
    try (SteadyPublisher publisher = new SteadyPublisher(rabbit, queue)) {
      publisher.await(20);
      // Not the leader: who follows is not waited for.
      int node = leader(queue) % 3 + 1;
      server.pause(node);
      assertEquals(State.PAUSED, states().get(node - 1));
      assertThrows(BrokerException.class, () -> server.pause(node));
      publisher.await(20);
      server.resume(node);
      assertThrows(BrokerException.class, () -> server.resume(node));
      publisher.await(20);
      publisher.finish();
      assertEquals(List.of(), publisher.refused());
    }
    assertEquals(List.of(State.UP, State.UP, State.UP), states());
  }

  @Test
  void aStreamIsReadAgainFromItsBeginning() throws Exception {
    Address stream = rabbit.queue("stream", "true");
    rabbit.publish(stream, "a", "b", "c");
    for (String name : new String[] {"first", "second"}) {
      Inbox inbox = new Inbox();
      try (Subscription reader = rabbit.subscribe(stream, name, inbox, "from", "earliest")) {
        assertEquals(List.of("a", "b", "c"), inbox.await(3).payloads());
        assertEquals(3, reader.delivered());
      }
    }
    Inbox inbox = new Inbox();
    try (Subscription late = rabbit.subscribe(stream, "late", inbox)) {
      rabbit.publish(stream, "d");
      assertEquals(List.of("d"), inbox.await(1).payloads());
      assertEquals(1, late.delivered());
    }
  }

  @Test
  void aNodeThatDiesOfItselfIsToldOnce() throws Exception {
    String pid = Files.readString(server.data().resolve("node-3/pid")).strip();
    ProcessHandle child = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    assertTrue(child.destroyForcibly());
    assertEquals("node 3 ended with status 137", failures.poll(10, TimeUnit.SECONDS));
    assertEquals(List.of(State.UP, State.UP, State.DOWN), states());
    BrokerException down = assertThrows(BrokerException.class, () -> server.kill(3));
    assertEquals("node 3 of rabbit is down already", down.getMessage());
    server.restart(3);
    assertEquals(List.of(State.UP, State.UP, State.UP), states());
    assertTrue(failures.isEmpty());
    assertEquals(java.util.Optional.empty(), server.failure());
  }

  @Test
  void whatIsNotThereIsOneLine() {
    assertEquals(
        "rabbit has no node 4",
        assertThrows(BrokerException.class, () -> server.kill(4)).getMessage());
    assertEquals(
        "node 1 of rabbit is up",
        assertThrows(BrokerException.class, () -> server.restart(1)).getMessage());
    assertEquals(
        "node 1 of rabbit is not paused",
        assertThrows(BrokerException.class, () -> server.resume(1)).getMessage());
  }
}
