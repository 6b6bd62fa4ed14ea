package dev.parley.brokers.kafka;

import dev.parley.brokers.support.ServerThreads;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node of the embedded cluster: a broker and a controller that share a log directory. */
final class ClusterNode {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterNode.class);

  /** How long the leadership of partitions may take to be handed over. */
  private static final Duration ENDING = Duration.ofSeconds(4);

  private final NodeSettings settings;
  private final ServerThreads threads;
  private final SharedServer shared;
  private final ControllerServer controller;
  private final BrokerServer broker;
  private volatile Optional<ScheduledFuture<?>> idleSegments = Optional.empty();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();
  private Optional<Thread> starting = Optional.empty();
  private volatile Phase phase = Phase.STARTING;

  /** A node lives once: it is not started again, another takes its place. */
  private enum Phase {
    STARTING,
    UP,
    ENDED
  }

  private ClusterNode(
      NodeSettings settings,
      ServerThreads threads,
      SharedServer shared,
      ControllerServer controller,
      BrokerServer broker) {
    this.settings = settings;
    this.threads = threads;
    this.shared = shared;
    this.controller = controller;
    this.broker = broker;
  }

  /**
   * Formats the directory where that has not been done, and makes the parts; nothing runs yet.
   *
   * @param threads of this node alone, which it is made on
   */
  static ClusterNode create(NodeSettings settings, String clusterId, ServerThreads threads)
      throws Exception {
    KafkaConfig config = new KafkaConfig(settings.properties(), false);
    format(settings, clusterId);
    var directories = KafkaRaftServer.initializeLogDirs(config, LOG, "");
    MetaPropertiesEnsemble properties = directories._1();
    BootstrapMetadata bootstrap = directories._2();
    SharedServer shared =
        new SharedServer(
            config,
            properties,
            Time.SYSTEM,
            new Metrics(),
            CompletableFuture.completedFuture(
                QuorumConfig.parseVoterConnections(List.of(settings.voters().split(",")))),
            List.of(),
            new Halts(threads),
            settings.ports());
    // The controller is made first: it hands its endpoints to the part that both share.
    ControllerServer controller =
        new ControllerServer(shared, KafkaRaftServer.configSchema(), bootstrap);
    return new ClusterNode(settings, threads, shared, controller, new BrokerServer(shared));
  }

  private static void format(NodeSettings settings, String clusterId) throws Exception {
    Files.createDirectories(settings.directory());
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(nowhere)
          .setNodeId(settings.number())
          .setClusterId(clusterId)
          .addDirectory(settings.directory().toString())
          .setMetadataLogDirectory(settings.directory().toString())
          .setControllerListenerName(ListenPorts.CONTROLLER)
          .setIgnoreFormatted(true)
          .run();
    }
  }

  /**
   * Returns when clients are served. Where there are several nodes they start side by side: none is
   * ready before most of them are there.
   */
  void start() {
    synchronized (this) {
      if (phase == Phase.ENDED) {
        return;
      }
      starting = Optional.of(Thread.currentThread());
    }
    try {
      controller.startup();
      broker.startup();
    } finally {
      started();
    }
    idleSegments =
        Optional.of(
            broker
                .kafkaScheduler()
                .schedule(
                    "idle-segments",
                    new IdleSegments(broker.logManager()),
                    IdleSegments.PERIOD_MILLIS,
                    IdleSegments.PERIOD_MILLIS));
    up();
  }

  private synchronized void started() {
    starting = Optional.empty();
    // Whoever gave the start up interrupted it, perhaps too late for that.
    Thread.interrupted();
    notifyAll();
  }

  private synchronized void up() {
    if (phase == Phase.STARTING) {
      phase = Phase.UP;
    }
  }

  boolean isUp() {
    return phase == Phase.UP;
  }

  /** Whether it still has something to end. */
  boolean isLive() {
    return phase != Phase.ENDED;
  }

  /**
   * It serves nobody any more from now on; a start that waits for other nodes is given up.
   *
   * @return whether this was the first to end it
   */
  boolean end() {
    synchronized (this) {
      if (phase == Phase.ENDED) {
        return false;
      }
      phase = Phase.ENDED;
      starting.ifPresent(Thread::interrupt);
      return true;
    }
  }

  /** Kafka can end only what it has started, or what failed to start. */
  private synchronized void awaitStarted() throws InterruptedException {
    long deadline = System.nanoTime() + ENDING.toNanos();
    for (long left = ENDING.toNanos();
        starting.isPresent() && left > 0;
        left = deadline - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
  }

  NodeSettings settings() {
    return settings;
  }

  ServerThreads threads() {
    return threads;
  }

  /** Done when nothing of it is left. */
  CompletableFuture<Boolean> stopped() {
    return stopped;
  }

  /** Orderly, the broker before the controller that it tells; several nodes side by side. */
  void stopBroker() {
    end();
    if (stopping.compareAndSet(false, true)) {
      endBroker();
    }
  }

  private void endBroker() {
    quietly("start", this::awaitStarted);
    idleSegments.ifPresent(task -> task.cancel(false));
    quietly("broker", () -> broker.shutdown(ENDING));
  }

  /** After every broker of the cluster has stopped. */
  void stopController() {
    quietly("controller", controller::shutdown);
    quietly("sockets", settings.ports()::close);
    threads.end();
    stopped.complete(true);
  }

  /**
   * As a power cut would: it stops speaking and heartbeating at once, hands nothing over, and only
   * then are its threads ended. Closing the sockets alone would leave a leader that still lives in
   * the controller's eyes.
   */
  void kill() {
    end();
    if (!stopping.compareAndSet(false, true)) {
      stopped.join();
      return;
    }
    quietly("heartbeat", () -> broker.lifecycleManager().close());
    quietly("broker's socket", () -> broker.socketServer().shutdown());
    quietly("controller's socket", () -> controller.socketServer().shutdown());
    quietly("quorum", () -> shared.raftManager().shutdown());
    endBroker();
    // Kafka leaves a mark of an orderly end. There was none, and the next start has to look at what
    // the logs hold.
    quietly(
        "mark", () -> Files.deleteIfExists(settings.directory().resolve(".kafka_cleanshutdown")));
    stopController();
  }

  private static void quietly(String part, Step step) {
    try {
      step.run();
    } catch (Throwable failed) {
      // The rest has to be stopped too; a part that never started is among the reasons.
      LOG.warn("Stopping the {}", part, failed);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException, InterruptedException;
  }
}
