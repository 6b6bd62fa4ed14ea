package dev.parley.brokers;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What messages of one system had and another system has not: {@code key}, {@code types of
 * headers}, the name of a property; and how many messages had it.
 */
public final class Losses {
  private final Map<String, Long> counts = new LinkedHashMap<>();

  /** Of one more message. */
  public void add(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  /** In the order in which they came first. */
  public Map<String, Long> counts() {
    return new LinkedHashMap<>(counts);
  }
}
