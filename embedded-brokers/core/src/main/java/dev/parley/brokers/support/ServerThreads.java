package dev.parley.brokers.support;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The threads of one embedded server. Whatever a thread of the group starts belongs to the group
 * too, so that threads can be counted, and a fault be told to the cluster that it happened in.
 */
public final class ServerThreads extends ThreadGroup {
  private static final Logger LOG = Logger.getLogger(ServerThreads.class.getName());

  private final Predicate<Throwable> ending;
  private volatile Consumer<String> fatal;

  /**
   * @param fatal told why the cluster cannot go on
   */
  public ServerThreads(String name, Consumer<String> fatal) {
    this(name, fatal, failure -> false);
  }

  /**
   * @param fatal told why the cluster cannot go on
   * @param ending whether the server cannot go on when this has ended one of its threads
   */
  public ServerThreads(String name, Consumer<String> fatal, Predicate<Throwable> ending) {
    super(name);
    this.fatal = fatal;
    this.ending = ending;
  }

  /** Runs the work on a new thread of the group. */
  public <T> CompletableFuture<T> run(String name, Work<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            this,
            () -> {
              try {
                result.complete(work.run());
              } catch (Throwable failed) {
                result.completeExceptionally(failed);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  /** The cluster cannot go on. */
  public void fatal(String reason) {
    fatal.accept(reason);
  }

  /** Nobody is told any more. Java 17 never lets a group go, but what it led to can go. */
  public void end() {
    fatal = reason -> {};
  }

  /** Whether the calling thread is one of an embedded cluster, and if so, of which. */
  public static Optional<ServerThreads> current() {
    for (ThreadGroup group = Thread.currentThread().getThreadGroup();
        group != null;
        group = group.getParent()) {
      if (group instanceof ServerThreads threads) {
        return Optional.of(threads);
      }
    }
    return Optional.empty();
  }

  /** Live threads, without those of the JVM's own. */
  public int live() {
    return activeCount();
  }

  /** To the log, where the default would print a trace on the terminal. */
  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    LOG.log(Level.SEVERE, "Thread " + thread.getName() + " ended", failure);
    if (ending.test(failure)) {
      Throwable root = failure;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      fatal(String.valueOf(root.getMessage()));
    }
  }

  /** Work that may fail in any way. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws Exception;
  }
}
