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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.internals.AppInfoParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running cluster of Apache Kafka in this JVM. */
final class KafkaServer implements Server {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaServer.class);

  /** Kafka's metrics library starts its clock once for the JVM, and never ends it. */
  private static final List<String> LASTING = List.of("metrics-meter-tick-thread");

  private static final Duration STOPPING = Duration.ofSeconds(10);

  private final ServerThreads threads;
  private final DataDirectory data;
  private final LogFile log;
  private final Environment environment;
  private final Cluster cluster;
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
    this.cluster = new Cluster(threads, data.path(), this::fatal);
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
      cluster.start(ports);
      ready = true;
    } catch (Exception | Error failed) {
      close();
      throw failed;
    }
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
              cluster.kill();
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
                cluster.stop();
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
    alive();
    cluster.kill(node);
  }

  @Override
  public void restart(int node) throws InterruptedException {
    alive();
    cluster.restart(node);
  }

  private void alive() {
    if (ended.get()) {
      throw new BrokerException("kafka does not run any more", "start kafka");
    }
  }

  @Override
  public void pause(int node) {
    throw unpaused();
  }

  @Override
  public void resume(int node) {
    throw unpaused();
  }

  /** The nodes are threads of one process, and the system stops processes only. */
  private static BrokerException unpaused() {
    return new BrokerException(
        "a node of kafka inside this program cannot be paused",
        "kill kafka/1 ends a node abruptly, restart kafka/1 brings it back");
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
    return cluster.states().stream().map(Server.Node::endpoint).collect(Collectors.joining(","));
  }

  @Override
  public Instant since() {
    return since;
  }

  @Override
  public List<Server.Node> nodes() {
    return cluster.states();
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
