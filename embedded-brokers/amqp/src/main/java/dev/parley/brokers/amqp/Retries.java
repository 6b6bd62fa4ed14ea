package dev.parley.brokers.amqp;

import java.time.Duration;

/** How long a client of a cluster looks for a node that answers, after it lost its own. */
final class Retries {
  /** Between two attempts: a refused connection costs nothing, and a node may be back. */
  static final Duration PAUSE = Duration.ofMillis(20);

  private static final Duration MOST = Duration.ofSeconds(5);

  private final long begin = System.nanoTime();

  boolean over() {
    return over(MOST);
  }

  boolean over(Duration most) {
    return System.nanoTime() - begin > most.toNanos();
  }
}
