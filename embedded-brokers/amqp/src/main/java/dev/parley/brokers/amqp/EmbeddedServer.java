package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.support.DataDirectory;
import dev.parley.brokers.support.InProcessServer;
import dev.parley.brokers.support.LogFile;
import dev.parley.brokers.support.ServerThreads;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.qpid.server.util.ServerScopedRuntimeException;

/** A running Apache Qpid Broker-J in this JVM. */
final class EmbeddedServer extends InProcessServer {
  private final Map<String, Management> managed;
  private final DatabaseEngine engine;
  private volatile Optional<QpidBroker> broker = Optional.empty();
  private volatile boolean usesEngine;

  private EmbeddedServer(
      ServerThreads threads,
      DataDirectory data,
      LogFile log,
      Environment environment,
      Map<String, Management> managed,
      DatabaseEngine engine) {
    super("rabbit", threads, data, log, environment);
    this.engine = engine;
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
            "rabbit",
            reason -> running.get().ifPresent(server -> server.fatal(reason)),
            ServerScopedRuntimeException.class::isInstance);
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
      engine.join(log().resolveSibling("rabbit-derby.log"), durable());
      usesEngine = true;
      QpidBroker opened = QpidBroker.open(data(), durable(), port);
      broker = Optional.of(opened);
      managed.put(endpoint(), opened.management());
      ready();
    } catch (Exception | Error failed) {
      throw unready(failed);
    }
  }

  @Override
  protected List<Path> vital() {
    return durable() ? List.of(data().resolve("messages")) : List.of();
  }

  @Override
  protected void end(End how) {
    broker.ifPresent(QpidBroker::close);
    if (usesEngine) {
      engine.leave();
    }
  }

  /** The JVM's own pool, whose threads belong to whoever was first to need one. */
  @Override
  protected List<String> lasting() {
    return List.of("ForkJoinPool.commonPool-");
  }

  @Override
  public synchronized void close() {
    broker.ifPresent(opened -> managed.remove(endpoint()));
    super.close();
  }

  @Override
  public String product() {
    return "Apache Qpid Broker-J " + QpidBroker.version();
  }

  @Override
  public String endpoint() {
    return broker.map(QpidBroker::endpoint).orElseThrow();
  }
}
