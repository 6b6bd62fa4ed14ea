package dev.parley.brokers;

import java.time.Duration;
import java.util.Optional;

/**
 * @param payloadBytes keys and headers are not counted
 * @param fetching from the first request for records to the last record, without joining a group
 * @param complete whether the count or the end that was asked for was reached, or none was
 * @param remark where something is there that was not read: why, in one line
 */
public record PullResult(
    long messages,
    long payloadBytes,
    Duration fetching,
    boolean complete,
    Optional<String> remark) {

  public PullResult(long messages, long payloadBytes, Duration fetching, boolean complete) {
    this(messages, payloadBytes, fetching, complete, Optional.empty());
  }
}
