package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Form;
import dev.parley.brokers.Server;
import dev.parley.brokers.support.DataDirectory;
import dev.parley.brokers.support.LogFile;
import dev.parley.brokers.support.Patience;
import dev.parley.brokers.support.ServerThreads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.internals.AppInfoParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running cluster of Apache Kafka in this JVM. */
final class KafkaServer implements Server {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaServer.class);

  /** Kafka's metrics library starts its clock once for the JVM, and never ends it. */
  private static final List<String> LASTING = List.of("metrics-meter-tick-thread");

  private static final Duration STOPPING = Duration.ofSeconds(8);

  private final ServerThreads threads;
  private final DataDirectory data;
  private final LogFile log;
  private final Environment environment;
  private final List<ClusterNode> nodes = new ArrayList<>();
  private final Instant since = Instant.now();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Optional<String> failure = Optional.empty();
  private volatile CompletableFuture<?> stopped = CompletableFuture.completedFuture(null);
  private volatile boolean ready;
  private boolean closed;

  KafkaServer(ServerThreads threads, DataDirectory data, LogFile log, Environment environment) {
    this.threads = threads;
    this.data = data;
    this.log = log;
    this.environment = environment;
  }

  /**
   * Makes it ready; on a thread of the group, which the threads of Kafka then belong to. Closed, if
   * that fails.
   *
   * @param ports one pair for each node
   */
  void start(List<ListenPorts> ports) throws Exception {
    try {
      Halts.install();
      String voters = voters(ports);
      String clusterId = ClusterId.of(data.path().resolve("node-1"));
      Halts halts = new Halts(threads);
      for (int number = 1; number <= ports.size(); number++) {
        Path directory = data.path().resolve("node-" + number);
        NodeSettings settings =
            new NodeSettings(number, ports.size(), directory, ports.get(number - 1), voters);
        nodes.add(ClusterNode.create(settings, clusterId, halts));
      }
      sideBySide("start", ClusterNode::start);
      ready = true;
    } catch (Exception | Error failed) {
      close();
      throw failed;
    }
  }

  private static String voters(List<ListenPorts> ports) {
    List<String> voters = new ArrayList<>();
    for (int at = 0; at < ports.size(); at++) {
      voters.add(at + 1 + "@" + ports.get(at).controllerEndpoint());
    }
    return String.join(",", voters);
  }

  private void sideBySide(String what, Consumer<ClusterNode> step) {
    List<CompletableFuture<?>> steps = new ArrayList<>();
    for (ClusterNode node : nodes) {
      steps.add(
          threads.run(
              "kafka-" + what + "-" + node.settings().number(),
              () -> {
                step.accept(node);
                return node;
              }));
    }
    steps.forEach(CompletableFuture::join);
  }

  /** The cluster cannot go on: it is ended as far as it still runs, and the user is told once. */
  void fatal(String reason) {
    if (!ended.compareAndSet(false, true)) {
      LOG.error("Also: {}", reason);
      return;
    }
    String line =
        Files.isDirectory(data.path()) ? reason : "its data directory " + data.path() + " is gone";
    failure = Optional.of(line);
    stopped =
        threads.run(
            "kafka-crash",
            () -> {
              nodes.forEach(ClusterNode::kill);
              return line;
            });
    if (ready) {
      environment.failure().accept(line);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (ended.compareAndSet(false, true)) {
      stopped =
          threads.run(
              "kafka-stop",
              () -> {
                sideBySide("stop-broker", ClusterNode::stopBroker);
                sideBySide("stop-controller", ClusterNode::stopController);
                return this;
              });
    }
    if (!new Patience(STOPPING, LASTING).await(stopped, threads)) {
      LOG.error("Threads are left: {}", threads.live());
    }
    threads.end();
    data.close();
    log.close();
  }

  @Override
  public void kill(int node) {
    ClusterNode found =
        nodes.stream()
            .filter(candidate -> candidate.settings().number() == node && candidate.up())
            .findFirst()
            .orElseThrow(
                () ->
                    new BrokerException(
                        "kafka has no running node " + node,
                        "status shows the nodes, counted from 1"));
    threads
        .run(
            "kafka-kill",
            () -> {
              found.kill();
              return node;
            })
        .join();
  }

  @Override
  public String system() {
    return "kafka";
  }

  @Override
  public Form form() {
    return Form.EMBEDDED;
  }

  @Override
  public String product() {
    return "Apache Kafka " + AppInfoParser.getVersion();
  }

  @Override
  public String endpoint() {
    return nodes.stream()
        .map(node -> node.settings().ports().endpoint())
        .collect(Collectors.joining(","));
  }

  @Override
  public Instant since() {
    return since;
  }

  @Override
  public List<Server.Node> nodes() {
    return nodes.stream()
        .map(
            node ->
                new Server.Node(
                    node.settings().number(),
                    node.settings().ports().endpoint(),
                    node.up() ? Server.Node.State.UP : Server.Node.State.DOWN))
        .toList();
  }

  @Override
  public Path data() {
    return data.path();
  }

  @Override
  public boolean durable() {
    return data.durable();
  }

  @Override
  public Path log() {
    return log.path();
  }

  @Override
  public long diskBytes() {
    return DiskUse.of(data.path());
  }

  @Override
  public int threads() {
    return threads.live();
  }

  @Override
  public Optional<String> failure() {
    return failure;
  }
}
