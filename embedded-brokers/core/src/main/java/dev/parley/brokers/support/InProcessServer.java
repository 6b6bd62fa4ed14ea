package dev.parley.brokers.support;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Form;
import dev.parley.brokers.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A server in this JVM: what belongs to it, how it ends, and what can be told of it. It ends once,
 * whether it is closed, killed or dies of itself; what belongs to it is given back when it is
 * closed.
 */
public abstract class InProcessServer implements Server {
  private static final Logger LOG = Logger.getLogger(InProcessServer.class.getName());

  /** Short enough to see a full disk before the system has cleared some room again. */
  private static final long WATCHING_MILLIS = 250;

  private final String system;
  private final ServerThreads threads;
  private final DataDirectory data;
  private final LogFile log;
  private final Environment environment;
  private final Instant since = Instant.now();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile Optional<String> failure = Optional.empty();
  private volatile CompletableFuture<?> stopped = CompletableFuture.completedFuture(null);
  private volatile boolean ready;
  private boolean watched;
  private boolean closed;

  /** In which way a server is ended. */
  protected enum End {
    /** Orderly. */
    STOP,
    /** It cannot go on; whatever still runs has to end. */
    CRASH,
    /** As a power cut would. */
    KILL
  }

  /** Takes over what belongs to the server from now on. */
  protected InProcessServer(
      String system,
      ServerThreads threads,
      DataDirectory data,
      LogFile log,
      Environment environment) {
    this.system = system;
    this.threads = threads;
    this.data = data;
    this.log = log;
    this.environment = environment;
  }

  /** Ends what runs; on a thread of the group, once. */
  protected abstract void end(End how) throws Exception;

  /** How long closing waits for its threads to end. */
  protected Duration stopping() {
    return Duration.ofSeconds(8);
  }

  /** Beginnings of the names of threads that a library starts once for the JVM and never ends. */
  protected List<String> lasting() {
    return List.of();
  }

  /** What the user is told when it cannot go on. */
  private String explained(String reason) {
    return trouble().orElse(reason);
  }

  private Optional<String> trouble() {
    return data.trouble(ready ? vital() : List.of());
  }

  /** What has to be in its data directory while it runs. */
  protected List<Path> vital() {
    return List.of();
  }

  /**
   * Watches the data directory from now on; without it the server dies. A system whose start would
   * wait for files that are gone calls this first.
   */
  protected final void begins() {
    if (durable() && !watched) {
      watched = true;
      Thread watch = new Thread(threads, this::watch, system + "-data-watch");
      watch.setDaemon(true);
      watch.start();
    }
  }

  /** From now on the user is told if it dies. */
  protected final void ready() {
    ready = true;
    begins();
  }

  /**
   * Closes what could not start.
   *
   * @return why, as far as it is known better here than from what was thrown
   */
  protected final Exception unready(Throwable thrown) {
    // Asked before a temporary directory goes.
    Optional<String> known = failure.or(this::trouble);
    close();
    if (known.isPresent()) {
      return new BrokerException(system + " did not start: " + known.get(), "", thrown);
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    return (Exception) thrown;
  }

  /**
   * A system that holds its files open would go on and confirm what nobody keeps; and one whose
   * disk was full may store nothing more although there is room again.
   */
  private void watch() {
    try {
      while (!over.await(WATCHING_MILLIS, TimeUnit.MILLISECONDS)) {
        trouble().ifPresent(this::fatal);
      }
    } catch (InterruptedException ending) {
      // Whoever ends all threads of the server ends this one, too.
      Thread.currentThread().interrupt();
    }
  }

  protected final boolean ended() {
    return ended.get();
  }

  /** It cannot go on: it is ended as far as it still runs, and the user is told once. */
  public final void fatal(String reason) {
    if (!ended.compareAndSet(false, true)) {
      LOG.log(Level.SEVERE, "Also: {0}", reason);
      return;
    }
    LOG.log(Level.SEVERE, "It ended of itself: {0}", reason);
    String line = explained(reason);
    failure = Optional.of(line);
    stopped = ending(End.CRASH);
    if (ready) {
      environment.failure().accept(line);
    }
  }

  private CompletableFuture<?> ending(End how) {
    over.countDown();
    return threads.run(
        system + "-" + how.name().toLowerCase(Locale.ROOT),
        () -> {
          try {
            end(how);
          } catch (Exception | Error failed) {
            LOG.log(Level.SEVERE, system + " ended badly", failed);
            throw failed;
          }
          return how;
        });
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (ended.compareAndSet(false, true)) {
      stopped = ending(End.STOP);
    }
    if (!new Patience(stopping(), lasting()).await(stopped, threads)) {
      LOG.log(Level.SEVERE, "Threads of {0} are left: {1}", new Object[] {system, threads.live()});
    }
    threads.end();
    data.close();
    log.close();
  }

  /** Of a server that is one node. */
  @Override
  public void kill(int node) {
    if (node != 1 || !ended.compareAndSet(false, true)) {
      throw new BrokerException(
          system + " has no running node " + node, "status shows the nodes, counted from 1");
    }
    stopped = ending(End.KILL);
    new Patience(stopping(), lasting()).await(stopped, threads);
  }

  /** Of a server that is one node. */
  @Override
  public List<Node> nodes() {
    return List.of(new Node(1, endpoint(), ended() ? Node.State.DOWN : Node.State.UP));
  }

  @Override
  public final String system() {
    return system;
  }

  @Override
  public final Form form() {
    return Form.EMBEDDED;
  }

  @Override
  public final Instant since() {
    return since;
  }

  @Override
  public final Path data() {
    return data.path();
  }

  @Override
  public final boolean durable() {
    return data.durable();
  }

  @Override
  public final Path log() {
    return log.path();
  }

  @Override
  public long diskBytes() {
    return DiskUse.of(data.path());
  }

  @Override
  public final int threads() {
    return threads.live();
  }

  @Override
  public final Optional<String> failure() {
    return failure;
  }
}
