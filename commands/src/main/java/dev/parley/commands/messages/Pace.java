package dev.parley.commands.messages;

import java.util.concurrent.TimeUnit;

/**
 * Keeps a rate: each step has its time, counted from the beginning, so that a late one is made up
 * for.
 */
final class Pace {
  private final long begin = System.nanoTime();
  private final long perSecond;
  private long steps;

  Pace(long perSecond) {
    this.perSecond = perSecond;
  }

  /** Waits for the time of the next step. */
  void next() throws InterruptedException {
    long due = begin + steps++ * 1_000_000_000L / perSecond;
    long wait = due - System.nanoTime();
    if (wait > 0) {
      TimeUnit.NANOSECONDS.sleep(wait);
    }
  }
}
