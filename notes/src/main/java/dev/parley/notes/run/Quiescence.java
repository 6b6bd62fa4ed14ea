package dev.parley.notes.run;

import java.time.Duration;

/** Knows when nothing that a cell caused is still under way. */
@FunctionalInterface
public interface Quiescence {
  /**
   * Waits until every message published to a destination with a live subscription was delivered to
   * it or accounted for.
   *
   * @return whether that was so in time
   */
  boolean await(Duration timeout) throws InterruptedException;
}
