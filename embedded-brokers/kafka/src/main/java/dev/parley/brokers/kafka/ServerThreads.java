package dev.parley.brokers.kafka;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one embedded cluster. Whatever a thread of the group starts belongs to the group
 * too, so that threads can be counted, and a fault be told to the cluster that it happened in.
 */
final class ServerThreads extends ThreadGroup {
  private static final Logger LOG = LoggerFactory.getLogger(ServerThreads.class);

  private volatile Consumer<String> fatal;

  /**
   * @param fatal told why the cluster cannot go on
   */
  ServerThreads(String name, Consumer<String> fatal) {
    super(name);
    this.fatal = fatal;
  }

  /** Runs the work on a new thread of the group. */
  <T> CompletableFuture<T> run(String name, Work<T> work) {
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
  void fatal(String reason) {
    fatal.accept(reason);
  }

  /** Nobody is told any more. Java 17 never lets a group go, but what it led to can go. */
  void end() {
    fatal = reason -> {};
  }

  /** Whether the calling thread is one of an embedded cluster, and if so, of which. */
  static Optional<ServerThreads> current() {
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
  int live() {
    return activeCount();
  }

  /** To the log, where the default would print a trace on the terminal. */
  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    LOG.error("Thread {} ended", thread.getName(), failure);
  }

  /** Work that may fail in any way. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws Exception;
  }
}
