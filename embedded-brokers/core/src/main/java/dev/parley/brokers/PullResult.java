package dev.parley.brokers;

import java.time.Duration;

/**
 * @param payloadBytes keys and headers are not counted
 * @param fetching from the first request for records to the last record, without joining a group
 * @param complete whether the count was reached, or none was asked for
 */
public record PullResult(long messages, long payloadBytes, Duration fetching, boolean complete) {}
