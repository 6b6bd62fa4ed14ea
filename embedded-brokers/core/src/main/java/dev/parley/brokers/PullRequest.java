package dev.parley.brokers;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * @param count at most so many; {@link Long#MAX_VALUE} for all
 * @param timeout if present, waits for the whole count so long; else what is there when the pull
 *     begins is all
 * @param countOnly whether messages are only counted, and not given to the sink
 * @param where if present, which messages are wanted. Others are not counted and not given to the
 *     sink: a log is read on past them, a queue has them back when the pull is over. It is asked
 *     once for each message, on the thread that pulls.
 * @param settings {@link Verb#PULL} options of the system
 */
public record PullRequest(
    Address address,
    long count,
    Optional<Duration> timeout,
    boolean countOnly,
    Optional<Predicate<Message>> where,
    Settings settings) {

  /** Of every message. */
  public PullRequest(
      Address address,
      long count,
      Optional<Duration> timeout,
      boolean countOnly,
      Settings settings) {
    this(address, count, timeout, countOnly, Optional.empty(), settings);
  }

  /** Whether a message is to be counted and given to the sink. */
  public boolean wants(Message message) {
    return where.isEmpty() || where.get().test(message);
  }
}
