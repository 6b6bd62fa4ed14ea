package dev.parley.brokers.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
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

  private final NodeSettings settings;
  private final SharedServer shared;
  private final ControllerServer controller;
  private final BrokerServer broker;
  private volatile Optional<ScheduledFuture<?>> idleSegments = Optional.empty();
  private volatile boolean up;

  private ClusterNode(
      NodeSettings settings,
      SharedServer shared,
      ControllerServer controller,
      BrokerServer broker) {
    this.settings = settings;
    this.shared = shared;
    this.controller = controller;
    this.broker = broker;
  }

  /** Formats the directory where that has not been done, and makes the parts; nothing runs yet. */
  static ClusterNode create(NodeSettings settings, String clusterId, Halts halts) throws Exception {
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
            halts,
            settings.ports());
    // The controller is made first: it hands its endpoints to the part that both share.
    ControllerServer controller =
        new ControllerServer(shared, KafkaRaftServer.configSchema(), bootstrap);
    return new ClusterNode(settings, shared, controller, new BrokerServer(shared));
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

  /** Returns when clients are served. Where there are several nodes they start side by side. */
  void start() {
    controller.startup();
    broker.startup();
    idleSegments =
        Optional.of(
            broker
                .kafkaScheduler()
                .schedule(
                    "idle-segments",
                    new IdleSegments(broker.logManager()),
                    IdleSegments.PERIOD_MILLIS,
                    IdleSegments.PERIOD_MILLIS));
    up = true;
  }

  boolean up() {
    return up;
  }

  NodeSettings settings() {
    return settings;
  }

  /** Orderly, the broker before the controller that it tells; several nodes side by side. */
  void stopBroker() {
    up = false;
    idleSegments.ifPresent(task -> task.cancel(false));
    quietly("broker", broker::shutdown);
  }

  /** After every broker of the cluster has stopped. */
  void stopController() {
    quietly("controller", controller::shutdown);
    quietly("sockets", settings.ports()::close);
  }

  /**
   * As a power cut would: it stops speaking and heartbeating at once, hands nothing over, and only
   * then are its threads ended. Closing the sockets alone would leave a leader that still lives in
   * the controller's eyes.
   */
  void kill() {
    up = false;
    quietly("heartbeat", () -> broker.lifecycleManager().close());
    quietly("broker's socket", () -> broker.socketServer().shutdown());
    quietly("controller's socket", () -> controller.socketServer().shutdown());
    quietly("quorum", () -> shared.raftManager().shutdown());
    stopBroker();
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
