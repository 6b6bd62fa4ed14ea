package dev.parley.brokers.sqs;

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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running ElasticMQ in this JVM. */
final class SqsServer implements Server {
  private static final Logger LOG = LoggerFactory.getLogger(SqsServer.class);
  private static final Duration STOPPING = Duration.ofSeconds(8);

  private final ServerThreads threads;
  private final DataDirectory data;
  private final LogFile log;
  private final Environment environment;
  private final Instant since = Instant.now();
  private final AtomicBoolean ended = new AtomicBoolean();
  private Optional<ElasticMq> node = Optional.empty();
  private volatile Optional<String> failure = Optional.empty();
  private volatile CompletableFuture<?> stopped = CompletableFuture.completedFuture(null);
  private volatile boolean ready;
  private boolean closed;

  SqsServer(ServerThreads threads, DataDirectory data, LogFile log, Environment environment) {
    this.threads = threads;
    this.data = data;
    this.log = log;
    this.environment = environment;
  }

  /** Makes it ready; on a thread of the group. Closed, if that fails. */
  void start(int port) throws Exception {
    try {
      Optional<Path> kept =
          data.durable() ? Optional.of(data.path().resolve("sqs.mv")) : Optional.empty();
      node = Optional.of(ElasticMq.start(port, kept, threads::fatal));
      ready = true;
    } catch (Exception | Error failed) {
      close();
      throw failed;
    }
  }

  /** It cannot go on: it is ended as far as it still runs, and the user is told once. */
  void fatal(String reason) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    LOG.error("It ended of itself: {}", reason);
    failure = Optional.of(reason);
    stopped = stopping("sqs-crash");
    if (ready) {
      environment.failure().accept(reason);
    }
  }

  private CompletableFuture<?> stopping(String name) {
    return threads.run(
        name,
        () -> {
          if (node.isPresent()) {
            node.get().stop();
          }
          return this;
        });
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (ended.compareAndSet(false, true)) {
      stopped = stopping("sqs-stop");
    }
    if (!new Patience(STOPPING).await(stopped, threads)) {
      LOG.error("Threads are left: {}", threads.live());
    }
    threads.end();
    data.close();
    log.close();
  }

  @Override
  public void kill(int number) {
    if (number != 1 || !ended.compareAndSet(false, true)) {
      throw new BrokerException(
          "sqs has no running node " + number, "status shows the nodes, counted from 1");
    }
    stopped =
        threads.run(
            "sqs-kill",
            () -> {
              node.ifPresent(ElasticMq::kill);
              return this;
            });
    new Patience(STOPPING).await(stopped, threads);
  }

  @Override
  public String system() {
    return "sqs";
  }

  @Override
  public Form form() {
    return Form.EMBEDDED;
  }

  @Override
  public String product() {
    return ElasticMq.PRODUCT;
  }

  @Override
  public String endpoint() {
    return "http://127.0.0.1:" + node.map(ElasticMq::port).orElse(0);
  }

  @Override
  public Instant since() {
    return since;
  }

  @Override
  public List<Server.Node> nodes() {
    return List.of(
        new Server.Node(
            1, endpoint(), ended.get() ? Server.Node.State.DOWN : Server.Node.State.UP));
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

  /** Without a directory of the user's everything is in memory. */
  @Override
  public long diskBytes() {
    if (!Files.isDirectory(data.path())) {
      return 0;
    }
    try (Stream<Path> files = Files.list(data.path())) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
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
