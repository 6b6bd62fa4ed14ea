package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Form;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.containers.ContainerPlan;
import dev.parley.brokers.containers.Engine;
import dev.parley.brokers.containers.RunningContainer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** One node of Apache Kafka in a container; its data goes with it. */
final class KafkaContainer implements Server {
  private static final String IMAGE = "apache/kafka";
  private static final Duration STARTING = Duration.ofMinutes(10);
  private static final Duration READY = Duration.ofSeconds(90);
  private static final int ANSWER_MILLIS = 1000;
  private static final Pattern VERSION = Pattern.compile("Kafka version: ([0-9][0-9.a-zA-Z-]*)");

  private final RunningContainer container;
  private final String endpoint;
  private final Path log;
  private final Environment environment;
  private final Instant since = Instant.now();
  private String product = "Apache Kafka";
  private Server.Node.State state = Server.Node.State.UP;
  private Optional<String> failure = Optional.empty();
  private boolean closed;

  private KafkaContainer(
      RunningContainer container, String endpoint, Path log, Environment environment) {
    this.container = container;
    this.endpoint = endpoint;
    this.log = log;
    this.environment = environment;
  }

  static KafkaContainer start(Settings settings, Environment environment)
      throws InterruptedException {
    if (settings.number("nodes").filter(nodes -> nodes != 1).isPresent()) {
      throw new BrokerException(
          "kafka in a container runs as one node", "--mode embedded takes --nodes");
    }
    if (settings.has("data")) {
      throw new BrokerException(
          "kafka in a container keeps no data", "--mode embedded takes --data");
    }
    int port = StartRequest.port(settings);
    Engine engine = Engine.find(System.getenv());
    String image =
        settings
            .text("image")
            .or(() -> Optional.ofNullable(System.getenv("PARLEY_IMAGE_KAFKA")))
            .filter(name -> !name.isBlank())
            .orElse(IMAGE);
    int free = free(port);
    Path log = environment.state().toAbsolutePath().resolve("kafka-container.log");
    String endpoint = engine.host() + ":" + free;
    RunningContainer container =
        RunningContainer.start(
            engine,
            new ContainerPlan(
                "kafka",
                image,
                ContainerSettings.environment(endpoint),
                Map.of(ContainerSettings.CLIENTS, free),
                log,
                STARTING));
    try {
      KafkaContainer server = new KafkaContainer(container, endpoint, log, environment);
      server.awaitReady();
      server.begun();
      return server;
    } catch (InterruptedException | RuntimeException failed) {
      container.close();
      throw failed;
    }
  }

  /**
   * Clients are told the port before there is a container, so it is chosen here.
   *
   * @throws BrokerException if the port that was asked for is in use
   */
  private static int free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (IOException inUse) {
      throw new BrokerException(
          "port " + port + " is in use", "another --port, or none for any that is free", inUse);
    }
  }

  /** Until the broker in it answers. */
  private void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + READY.toNanos();
    try (Connection connection = new Connection(endpoint, Settings.NONE)) {
      DescribeClusterOptions soon = new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS);
      while (true) {
        try {
          connection.admin().describeCluster(soon).nodes().get();
          return;
        } catch (ExecutionException notYet) {
          if (!container.runs()) {
            throw new BrokerException(
                "kafka in a container ended while it started", "more in " + log, notYet);
          }
          if (System.nanoTime() > deadline) {
            throw new BrokerException(
                "kafka in a container was not ready within " + READY.toSeconds() + " s",
                "more in " + log,
                notYet);
          }
        }
      }
    }
  }

  private void begun() {
    String version = container.lastLogged(VERSION).map(number -> " " + number).orElse("");
    synchronized (this) {
      product = "Apache Kafka" + version;
      state = Server.Node.State.UP;
    }
    container.watch(this::ended);
  }

  /** Its process is over; whether somebody wanted that shows in the state. */
  private void ended(int status) {
    String line;
    synchronized (this) {
      if (closed || state == Server.Node.State.DOWN) {
        return;
      }
      state = Server.Node.State.DOWN;
      line = "its container ended with status " + status;
      failure = Optional.of(line);
    }
    environment.failure().accept(line);
  }

  private synchronized void be(int node, Server.Node.State wanted, Server.Node.State now) {
    if (node != 1) {
      throw new BrokerException("kafka has no node " + node, "its node is 1");
    }
    if (closed || failure.isPresent()) {
      throw new BrokerException("kafka does not run any more", "start kafka --mode container");
    }
    if (state != wanted) {
      throw new BrokerException(
          "node 1 of kafka is "
              + switch (state) {
                case UP -> "up";
                case PAUSED -> "paused";
                case DOWN -> "down already";
              },
          "status shows it");
    }
    state = now;
  }

  @Override
  public void kill(int node) {
    synchronized (this) {
      if (state == Server.Node.State.PAUSED) {
        // The engine kills a frozen process, too.
        be(node, Server.Node.State.PAUSED, Server.Node.State.DOWN);
      } else {
        be(node, Server.Node.State.UP, Server.Node.State.DOWN);
      }
    }
    container.kill();
  }

  @Override
  public void restart(int node) throws InterruptedException {
    // It is up only when it answers; until then a second restart would find it running.
    be(node, Server.Node.State.DOWN, Server.Node.State.DOWN);
    container.startAgain();
    awaitReady();
    begun();
  }

  @Override
  public void pause(int node) {
    be(node, Server.Node.State.UP, Server.Node.State.PAUSED);
    container.pause();
  }

  @Override
  public void resume(int node) {
    be(node, Server.Node.State.PAUSED, Server.Node.State.UP);
    container.resume();
  }

  @Override
  public String system() {
    return "kafka";
  }

  @Override
  public Form form() {
    return Form.CONTAINER;
  }

  @Override
  public synchronized String product() {
    return product;
  }

  @Override
  public String endpoint() {
    return endpoint;
  }

  @Override
  public Instant since() {
    return since;
  }

  @Override
  public synchronized List<Server.Node> nodes() {
    return List.of(new Server.Node(1, endpoint, state));
  }

  /** Inside the container. */
  @Override
  public Path data() {
    return Path.of(ContainerSettings.DATA);
  }

  @Override
  public boolean durable() {
    return false;
  }

  @Override
  public Path log() {
    return log;
  }

  @Override
  public long diskBytes() {
    return container.diskBytes();
  }

  /** Its threads are in the container, and not ours to count. */
  @Override
  public int threads() {
    return 0;
  }

  @Override
  public synchronized Optional<String> failure() {
    return failure;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    container.close();
  }
}
