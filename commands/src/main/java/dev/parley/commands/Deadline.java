package dev.parley.commands;

import java.time.Duration;

/** Interrupts the thread that made it when its time is up, unless it is closed before. */
public final class Deadline implements AutoCloseable {
  private final Thread worker = Thread.currentThread();
  private final long until;
  private boolean closed;
  private boolean passed;

  /**
   * Begins to count.
   *
   * @param patience from now
   */
  public Deadline(Duration patience) {
    until = System.nanoTime() + patience.toNanos();
    Thread watch = new Thread(this::watch, "parley-deadline");
    watch.setDaemon(true);
    watch.start();
  }

  /** What is left of the time; zero if it is up. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, until - System.nanoTime()));
  }

  /** Whether the time was up before this was closed. */
  public synchronized boolean passed() {
    return passed;
  }

  private synchronized void watch() {
    try {
      for (long left = until - System.nanoTime();
          left > 0 && !closed;
          left = until - System.nanoTime()) {
        wait(left / 1_000_000 + 1);
      }
      if (!closed) {
        passed = true;
        worker.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
    if (passed) {
      // An interrupt that came too late would end whatever comes next.
      Thread.interrupted();
    }
  }
}
