package dev.parley.brokers.support;

import dev.parley.brokers.Deliveries;
import java.time.Duration;

/**
 * A system that a subscription reads from does not answer. It may be back soon: the subscription
 * tries for a while, and says so once. On the subscription's thread.
 */
public final class Outage {
  /** Between two attempts: a system that just comes back has enough to do. */
  public static final Duration PAUSE = Duration.ofMillis(250);

  private static final Duration MOST = Duration.ofSeconds(30);

  private final Deliveries deliveries;
  private boolean under;
  private long begin;

  public Outage(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  /**
   * An attempt failed.
   *
   * @param reason one line
   * @return whether another one makes sense
   */
  public boolean mayEnd(String reason) {
    if (!under) {
      deliveries.noticed(
          reason + "; goes on by itself if it is back within " + MOST.toSeconds() + " s");
    }
    return mayEnd();
  }

  /** As {@link #mayEnd(String)}, and says nothing: the system is slow, not gone. */
  public boolean mayEnd() {
    if (!under) {
      under = true;
      begin = System.nanoTime();
    }
    return System.nanoTime() - begin < MOST.toNanos();
  }

  /** An attempt did not fail. */
  public void over() {
    under = false;
  }

  public boolean under() {
    return under;
  }
}
