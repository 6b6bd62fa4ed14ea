package dev.parley.shell;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** What is made on a thread of its own while something else is done. */
final class Ahead<T> {
  private final FutureTask<T> making;

  Ahead(String thread, Callable<T> made) {
    making = new FutureTask<>(made);
    Thread maker = new Thread(making, thread);
    maker.setDaemon(true);
    maker.start();
  }

  /**
   * Waits for it.
   *
   * @throws IllegalStateException if it could not be made
   */
  T get() {
    try {
      return making.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
