package dev.parley.brokers.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for an end, so long and no longer. An interruption does not shorten it: what is being
 * closed has to be closed; it is passed on afterwards.
 */
final class Patience {
  private final long deadline;

  Patience(Duration atMost) {
    this.deadline = System.nanoTime() + atMost.toNanos();
  }

  /** Until the work is done and, after it, every thread of the group has ended. */
  boolean await(CompletableFuture<?> work, ThreadGroup threads) {
    return uninterruptibly(
        () -> {
          try {
            work.get(left(), TimeUnit.NANOSECONDS);
          } catch (ExecutionException failed) {
            // Done, if badly; whoever does the work has logged it.
          }
          return join(threads);
        });
  }

  /** Until the thread has ended. */
  boolean await(Thread thread) {
    return uninterruptibly(
        () -> {
          TimeUnit.NANOSECONDS.timedJoin(thread, left());
          return !thread.isAlive();
        });
  }

  private boolean join(ThreadGroup threads) throws InterruptedException {
    Thread[] alive = new Thread[threads.activeCount() + 16];
    int count = threads.enumerate(alive);
    boolean all = true;
    for (int at = 0; at < count; at++) {
      if (!lasting(alive[at]) && alive[at] != Thread.currentThread()) {
        TimeUnit.NANOSECONDS.timedJoin(alive[at], left());
        all &= !alive[at].isAlive();
      }
    }
    return all;
  }

  /** Kafka's metrics library starts its clock once for the JVM, and never ends it. */
  private static boolean lasting(Thread thread) {
    return thread.getName().startsWith("metrics-meter-tick-thread");
  }

  private long left() {
    return Math.max(1, deadline - System.nanoTime());
  }

  private static boolean uninterruptibly(Wait wait) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return wait.done();
        } catch (InterruptedException again) {
          interrupted = true;
        } catch (TimeoutException late) {
          return false;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @FunctionalInterface
  private interface Wait {
    boolean done() throws InterruptedException, TimeoutException;
  }
}
