package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Server;
import dev.parley.brokers.Server.Node.State;
import dev.parley.brokers.support.ServerThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nodes of an embedded cluster: how they come, go and come back. */
final class Cluster {
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
  private static final Duration STARTING = Duration.ofSeconds(90);
  private static final Duration ENDING = Duration.ofSeconds(15);

  private final ServerThreads threads;
  private final Path data;
  private final Consumer<String> fallen;
  private final List<ClusterNode> nodes = new CopyOnWriteArrayList<>();

  /** Of nodes that may still be on their way out. */
  private final List<CompletableFuture<ClusterNode>> deaths = new CopyOnWriteArrayList<>();

  /**
   * @param threads of the server, in which each node has a group of its own
   * @param fallen told why, when the last node that lived died of itself
   */
  Cluster(ServerThreads threads, Path data, Consumer<String> fallen) {
    this.threads = threads;
    this.data = data;
    this.fallen = fallen;
  }

  /**
   * Returns when all nodes serve; on a thread of the server's.
   *
   * @param ports one pair for each node
   * @param createsTopics whether a topic is made when a client first publishes to it
   */
  void start(List<ListenPorts> ports, boolean createsTopics) throws Exception {
    String voters = voters(ports);
    for (int number = 1; number <= ports.size(); number++) {
      Path directory = data.resolve("node-" + number);
      nodes.add(
          create(
              new NodeSettings(
                  number, ports.size(), directory, ports.get(number - 1), voters, createsTopics)));
    }
    ClusterSize.remember(data, ports.size());
    List<CompletableFuture<?>> starts = new ArrayList<>();
    for (ClusterNode node : nodes) {
      // Without one that failed the others might wait for ever.
      starts.add(begin(node).whenComplete((started, failed) -> endIf(failed != null)));
    }
    try {
      CompletableFuture.allOf(starts.toArray(new CompletableFuture<?>[0]))
          .get(STARTING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new BrokerException(
          "kafka was not ready within " + STARTING.toSeconds() + " s", "", late);
    }
    if (!nodes.stream().allMatch(ClusterNode::isUp)) {
      throw new BrokerException("a node of kafka died while it started", "");
    }
  }

  private void endIf(boolean failed) {
    if (failed) {
      nodes.forEach(ClusterNode::end);
    }
  }

  private static String voters(List<ListenPorts> ports) {
    List<String> voters = new ArrayList<>();
    for (int at = 0; at < ports.size(); at++) {
      voters.add(at + 1 + "@" + ports.get(at).controllerEndpoint());
    }
    return String.join(",", voters);
  }

  /** On a thread of the server's, so that the node's group is within the server's. */
  private ClusterNode create(NodeSettings settings) throws Exception {
    int number = settings.number();
    // For this life of the node alone: a fault in one of these threads is that node's.
    ServerThreads own =
        new ServerThreads("kafka-node-" + number, reason -> faulted(number, reason));
    String clusterId = ClusterId.of(data.resolve("node-1"));
    try {
      return own.run("kafka-create", () -> ClusterNode.create(settings, clusterId, own)).get();
    } catch (ExecutionException failed) {
      own.end();
      throw failed;
    }
  }

  private static CompletableFuture<ClusterNode> begin(ClusterNode node) {
    return node.threads()
        .run(
            "kafka-start-" + node.settings().number(),
            () -> {
              try {
                node.start();
                return node;
              } catch (Exception | Error failed) {
                LOG.error("Node {} did not start", node.settings().number(), failed);
                node.kill();
                throw failed;
              }
            });
  }

  /** A node cannot go on. While others live the cluster does. */
  private void faulted(int number, String reason) {
    LOG.error("Node {} cannot go on: {}", number, reason);
    for (ClusterNode node : nodes) {
      if (node.settings().number() == number && node.end()) {
        if (nodes.stream().noneMatch(ClusterNode::isLive)) {
          fallen.accept(reason);
        } else {
          killSoon(node);
        }
      }
    }
  }

  private CompletableFuture<ClusterNode> killing(ClusterNode node) {
    return threads.run(
        "kafka-kill-" + node.settings().number(),
        () -> {
          node.kill();
          return node;
        });
  }

  private void killSoon(ClusterNode node) {
    deaths.removeIf(CompletableFuture::isDone);
    deaths.add(killing(node));
  }

  /**
   * @throws BrokerException if there is no such node
   */
  private ClusterNode node(int number) {
    if (number < 1 || number > nodes.size()) {
      throw new BrokerException(
          "kafka has no node " + number,
          nodes.size() == 1 ? "its node is 1" : "its nodes are 1 to " + nodes.size());
    }
    return nodes.get(number - 1);
  }

  void kill(int number) {
    ClusterNode node = node(number);
    if (!node.end()) {
      throw new BrokerException(
          "node " + number + " of kafka is down already", "restart kafka/" + number);
    }
    killing(node).join();
  }

  void restart(int number) throws InterruptedException {
    ClusterNode node = replaced(number);
    CompletableFuture<ClusterNode> start = begin(node);
    long live = nodes.stream().filter(ClusterNode::isLive).count();
    if (live * 2 <= nodes.size()) {
      throw new BrokerException(
          "node "
              + number
              + " of kafka runs and waits: "
              + live
              + " of "
              + ClusterSize.words(nodes.size())
              + " is no majority",
          "restart another one; status shows them");
    }
    try {
      start.get(STARTING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      killing(node).join();
      throw new BrokerException(
          "node " + number + " of kafka did not start: " + Failures.line(failed),
          "status names its log",
          failed);
    } catch (InterruptedException givenUp) {
      node.end();
      killSoon(node);
      throw givenUp;
    }
  }

  /** A new node in the place of a dead one, with its ports and its data. */
  private synchronized ClusterNode replaced(int number) throws InterruptedException {
    ClusterNode dead = node(number);
    if (dead.isLive()) {
      throw new BrokerException(
          "node "
              + number
              + " of kafka "
              + (dead.isUp() ? "is up" : "waits for a majority already"),
          "kill kafka/" + number + " ends it abruptly");
    }
    try {
      dead.stopped().get(ENDING.toMillis(), TimeUnit.MILLISECONDS);
      ClusterNode node =
          threads.run("kafka-restart-" + number, () -> create(dead.settings().again())).get();
      nodes.set(number - 1, node);
      return node;
    } catch (ExecutionException | TimeoutException failed) {
      if (failed.getCause() instanceof BrokerException known) {
        throw known;
      }
      throw new BrokerException(
          "node " + number + " of kafka did not start: " + Failures.line(failed),
          "status names its log",
          failed);
    }
  }

  /** All at once and abruptly. */
  void kill() {
    sideBySide("kafka-crash-", ClusterNode::kill);
  }

  /** Orderly as far as it can be: without a majority nothing can be handed over. */
  void stop() {
    deaths.forEach(CompletableFuture::join);
    long up = nodes.stream().filter(ClusterNode::isUp).count();
    if (up * 2 <= nodes.size()) {
      kill();
      return;
    }
    sideBySide("kafka-stop-broker-", ClusterNode::stopBroker);
    sideBySide("kafka-stop-controller-", ClusterNode::stopController);
  }

  private void sideBySide(String name, Consumer<ClusterNode> step) {
    List<CompletableFuture<?>> steps = new ArrayList<>();
    for (ClusterNode node : nodes) {
      steps.add(
          threads.run(
              name + node.settings().number(),
              () -> {
                step.accept(node);
                return node;
              }));
    }
    steps.forEach(CompletableFuture::join);
  }

  /** Where the nodes keep what they are told. */
  List<Path> directories() {
    return nodes.stream().map(node -> node.settings().directory()).toList();
  }

  List<Server.Node> states() {
    return nodes.stream()
        .map(
            node ->
                new Server.Node(
                    node.settings().number(),
                    node.settings().ports().endpoint(),
                    node.isUp() ? State.UP : State.DOWN))
        .toList();
  }
}
