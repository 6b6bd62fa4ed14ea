package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Form;
import dev.parley.brokers.Server;
import dev.parley.brokers.support.DataDirectory;
import dev.parley.brokers.support.LogFile;
import dev.parley.brokers.support.Patience;
import dev.parley.brokers.support.ServerThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running Apache Qpid Broker-J in this JVM. */
final class EmbeddedServer implements Server {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);

  /** The JVM's own pool, whose threads belong to whoever was first to need one. */
  private static final List<String> LASTING = List.of("ForkJoinPool.commonPool-");

  private static final Duration STOPPING = Duration.ofSeconds(8);

  private final ServerThreads threads;
  private final DataDirectory data;
  private final LogFile log;
  private final Environment environment;
  private final Map<String, Management> managed;
  private final DatabaseEngine engine;
  private final Instant since = Instant.now();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Optional<QpidBroker> broker = Optional.empty();
  private volatile Optional<String> failure = Optional.empty();
  private volatile CompletableFuture<?> stopped = CompletableFuture.completedFuture(null);
  private volatile boolean usesEngine;
  private boolean closed;

  private EmbeddedServer(
      ServerThreads threads,
      DataDirectory data,
      LogFile log,
      Environment environment,
      Map<String, Management> managed,
      DatabaseEngine engine) {
    this.engine = engine;
    this.threads = threads;
    this.data = data;
    this.log = log;
    this.environment = environment;
    this.managed = managed;
  }

  /**
   * Begins; what was taken is given back if it fails.
   *
   * @param managed told how to look into it, by its endpoint, as long as it runs
   */
  static CompletableFuture<EmbeddedServer> start(
      StartRequest request, Map<String, Management> managed, DatabaseEngine engine) {
    if (request.nodes().filter(nodes -> nodes != 1).isPresent()) {
      throw new BrokerException(
          "the embedded rabbit runs as one node", "--mode process takes up to 3");
    }
    AtomicReference<Optional<EmbeddedServer>> running = new AtomicReference<>(Optional.empty());
    ServerThreads threads =
        new ServerThreads(
            "rabbit", reason -> running.get().ifPresent(server -> server.fatal(reason)));
    return threads.run(
        "rabbit-start",
        () -> {
          Path state = request.environment().state().toAbsolutePath();
          DataDirectory data =
              request
                  .data()
                  .map(path -> DataDirectory.durable(path, "rabbit"))
                  .orElseGet(() -> DataDirectory.temporary(state.resolve("rabbit-data")));
          Optional<LogFile> log = Optional.empty();
          try {
            log = Optional.of(LogFile.open(request.log(), threads, Loggers.NAMES));
            EmbeddedServer server =
                new EmbeddedServer(
                    threads, data, log.get(), request.environment(), managed, engine);
            running.set(Optional.of(server));
            server.open(request.port());
            return server;
          } catch (Exception | Error failed) {
            log.ifPresent(LogFile::close);
            data.close();
            throw failed;
          }
        });
  }

  /** On a thread of the group, which the threads of the broker then belong to. */
  private void open(int port) throws Exception {
    try {
      Faults.install();
      engine.logTo(log.path().resolveSibling("rabbit-derby.log"));
      if (data.durable()) {
        engine.join();
        usesEngine = true;
      }
      QpidBroker opened = QpidBroker.open(data.path(), data.durable(), port);
      broker = Optional.of(opened);
      managed.put(endpoint(), opened.management());
    } catch (Exception | Error failed) {
      close();
      throw failed;
    }
  }

  /** The broker cannot go on: it is ended as far as it still runs, and the user is told once. */
  void fatal(String reason) {
    if (!ended.compareAndSet(false, true)) {
      LOG.error("Also: {}", reason);
      return;
    }
    failure = Optional.of(reason);
    stopped = threads.run("rabbit-crash", this::stopBroker);
    if (broker.isPresent()) {
      environment.failure().accept(reason);
    }
  }

  private boolean stopBroker() {
    broker.ifPresent(QpidBroker::close);
    if (usesEngine) {
      engine.leave();
    }
    return true;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    broker.ifPresent(opened -> managed.remove(endpoint()));
    if (ended.compareAndSet(false, true)) {
      stopped = threads.run("rabbit-stop", this::stopBroker);
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
    if (node != 1 || !ended.compareAndSet(false, true)) {
      throw new BrokerException(
          "rabbit has no running node " + node, "status shows the nodes, counted from 1");
    }
    stopped = threads.run("rabbit-kill", this::stopBroker);
    stopped.join();
  }

  @Override
  public String system() {
    return "rabbit";
  }

  @Override
  public Form form() {
    return Form.EMBEDDED;
  }

  @Override
  public String product() {
    return "Apache Qpid Broker-J " + QpidBroker.version();
  }

  @Override
  public String endpoint() {
    return broker.map(QpidBroker::endpoint).orElseThrow();
  }

  @Override
  public Instant since() {
    return since;
  }

  @Override
  public List<Node> nodes() {
    return List.of(new Node(1, endpoint(), ended.get() ? Node.State.DOWN : Node.State.UP));
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
    try (Stream<Path> files = Files.walk(data.path())) {
      return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
    } catch (IOException | UncheckedIOException changing) {
      // Files come and go while the broker works.
      return 0;
    }
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
