package dev.parley.brokers;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A consumer that runs in the background. */
public interface Subscription extends AutoCloseable {
  String name();

  Address address();

  /** The group it shares the work with, where the system has groups. */
  Optional<String> group();

  /** Messages that its listener has taken so far. */
  long delivered();

  /** One line, if it ended of itself. */
  Optional<String> failure();

  /**
   * Numbers of the deliveries that wait for the user's acknowledgement; none where acknowledgement
   * follows delivery.
   */
  default List<Long> open() {
    return List.of();
  }

  /**
   * The work on a message is done.
   *
   * @param number {@link Delivery#number}
   * @throws BrokerException if none of that number is open
   */
  default void acknowledge(long number) throws InterruptedException {
    throw Unsupported.manual(name());
  }

  /**
   * The work on a message failed.
   *
   * @param requeue whether it is to be delivered again; else it is discarded, or goes where the
   *     system sends what is refused
   * @throws BrokerException if none of that number is open
   */
  default void reject(long number, boolean requeue) throws InterruptedException {
    throw Unsupported.manual(name());
  }

  /**
   * The work on a message takes longer: nobody else gets it for so long, from now.
   *
   * @throws BrokerException if none of that number is open, or the system has no such time
   */
  default void extend(long number, Duration time) throws InterruptedException {
    throw Unsupported.extend(name());
  }

  /** Takes nothing more until {@link #resume}; whoever shares the work is not told. Idempotent. */
  void pause();

  /** Goes on where it was paused. Idempotent. */
  void resume();

  boolean paused();

  /** Dies as a killed process would: nothing is committed or acknowledged, and nobody is told. */
  void kill();

  /** Leaves in an orderly way: what was delivered is acknowledged. Idempotent. */
  @Override
  void close();
}
