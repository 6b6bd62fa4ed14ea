package dev.parley.brokers;

/**
 * @param address where the failed messages are
 * @param count at most so many; {@link Long#MAX_VALUE} for all
 * @param preview whether nothing is to be moved
 */
public record RedriveRequest(Address address, long count, boolean preview, Settings settings) {}
