package dev.parley.brokers;

import java.time.Duration;
import java.util.Optional;

/**
 * @param count at most so many; {@link Long#MAX_VALUE} for all
 * @param timeout if present, waits for the whole count so long; else what is there when the pull
 *     begins is all
 * @param countOnly whether messages are only counted, and not given to the sink
 * @param settings {@link Verb#PULL} options of the system
 */
public record PullRequest(
    Address address,
    long count,
    Optional<Duration> timeout,
    boolean countOnly,
    Settings settings) {}
