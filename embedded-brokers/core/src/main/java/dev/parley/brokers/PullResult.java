package dev.parley.brokers;

import java.time.Duration;
import java.util.Optional;

/**
 * @param payloadBytes keys and headers are not counted
 * @param fetching from the first request for records to the last record, without joining a group
 * @param complete whether the count was reached, or none was asked for
 * @param nothing where nothing was taken though something is there: why, in one line
 */
public record PullResult(
    long messages,
    long payloadBytes,
    Duration fetching,
    boolean complete,
    Optional<String> nothing) {

  public PullResult(long messages, long payloadBytes, Duration fetching, boolean complete) {
    this(messages, payloadBytes, fetching, complete, Optional.empty());
  }
}
