package dev.parley.commands;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Ends things, one after the other. Whoever interrupts it no longer waits; what is being ended is
 * ended all the same, because half a server can neither be used nor be stopped.
 */
final class Endings implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Endings.class.getName());

  /** So long the end of the program waits for an end that was left behind. */
  private static final Duration LAST = Duration.ofSeconds(10);

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread ending = new Thread(work, "parley-endings");
            ending.setDaemon(true);
            return ending;
          });

  /**
   * @throws InterruptedException if it goes on without the caller
   */
  void run(Runnable ending) throws InterruptedException {
    FutureTask<Void> task = new FutureTask<>(() -> ended(ending), null);
    try {
      thread.execute(task);
    } catch (RejectedExecutionException closed) {
      throw UserException.failed("parley ends", "everything is being stopped");
    }
    try {
      task.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  private static void ended(Runnable ending) {
    try {
      ending.run();
    } catch (RuntimeException failed) {
      // Whoever asked for it may be gone.
      LOG.log(Level.WARNING, "Something ended badly", failed);
      throw failed;
    }
  }

  /** Waits until what is being ended has ended. */
  void await() throws InterruptedException {
    run(() -> {});
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "Something has not ended within {0}", LAST);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
