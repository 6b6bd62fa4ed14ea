package dev.parley.brokers.support;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for an end, so long and no longer. An interruption does not shorten it: what is being
 * closed has to be closed; it is passed on afterwards.
 */
public final class Patience {
  private final long deadline;
  private final List<String> lasting;

  public Patience(Duration atMost) {
    this(atMost, List.of());
  }

  /**
   * @param lasting beginnings of the names of threads that a library starts once for the JVM and
   *     never ends
   */
  public Patience(Duration atMost, List<String> lasting) {
    this.deadline = System.nanoTime() + atMost.toNanos();
    this.lasting = List.copyOf(lasting);
  }

  /** Until the work is done and, after it, every thread of the group has ended. */
  public boolean await(CompletableFuture<?> work, ThreadGroup threads) {
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
  public boolean await(Thread thread) {
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
      if (!isLasting(alive[at]) && alive[at] != Thread.currentThread()) {
        TimeUnit.NANOSECONDS.timedJoin(alive[at], left());
        all &= !alive[at].isAlive();
      }
    }
    return all;
  }

  private boolean isLasting(Thread thread) {
    return lasting.stream().anyMatch(thread.getName()::startsWith);
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
