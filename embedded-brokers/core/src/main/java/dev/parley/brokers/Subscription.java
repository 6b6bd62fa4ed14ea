package dev.parley.brokers;

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

  /** Dies as a killed process would: nothing is committed or acknowledged, and nobody is told. */
  void kill();

  /** Leaves in an orderly way: what was delivered is acknowledged. Idempotent. */
  @Override
  void close();
}
