package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What {@code create} asks of a topic.
 *
 * @param partitions where the user said how many
 * @param replicas where the user said how many; else the cluster's own default, which of an
 *     embedded one is three, or one on each node
 * @param asked settings that an existing topic must have to count as the same
 * @param all those, and what makes their effect visible soon
 */
record TopicSettings(
    Optional<Integer> partitions,
    Optional<Short> replicas,
    Map<String, String> asked,
    Map<String, String> all) {
  private static final int MOST_REPLICAS = 100;
  private static final int MOST_PARTITIONS = 1000;

  /**
   * @throws BrokerException if a setting is out of bounds
   */
  static TopicSettings of(Settings settings) {
    Optional<Integer> partitions = settings.number("partitions").map(TopicSettings::bounded);
    Map<String, String> asked = new TreeMap<>();
    Map<String, String> all = new TreeMap<>();
    if (settings.has("compact")) {
      asked.put("cleanup.policy", "compact");
      // Any dirt is worth a cleaning, and tombstones go soon after they did their work. A closed
      // segment can be cleaned, the one that is written to never.
      all.put("min.cleanable.dirty.ratio", "0.0");
      all.put("segment.ms", "1000");
      all.put("delete.retention.ms", "100");
    }
    settings
        .duration("retention")
        .ifPresent(
            retention -> {
              asked.put("retention.ms", Long.toString(retention.toMillis()));
              // Whole segments go, so there have to be several within the time.
              all.put("segment.ms", Long.toString(Math.max(100, quarter(retention))));
              if (settings.has("compact")) {
                asked.put("cleanup.policy", "compact,delete");
              }
            });
    for (String pair : settings.all("config")) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new BrokerException(
            "--config takes NAME=VALUE, not " + pair, "for example --config retention.bytes=1000");
      }
      asked.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    all.putAll(asked);
    return new TopicSettings(
        partitions, settings.number("replicas").map(TopicSettings::copies), asked, all);
  }

  private static long quarter(Duration retention) {
    return Math.min(retention.toMillis() / 4, Duration.ofDays(7).toMillis());
  }

  private static int bounded(long partitions) {
    if (partitions < 1 || partitions > MOST_PARTITIONS) {
      throw new BrokerException(
          "a topic has 1 to " + MOST_PARTITIONS + " partitions, not " + partitions,
          "for example --partitions 3");
    }
    return (int) partitions;
  }

  private static short copies(long replicas) {
    if (replicas < 1 || replicas > MOST_REPLICAS) {
      throw new BrokerException(
          "a partition has 1 to " + MOST_REPLICAS + " replicas, not " + replicas,
          "at most one on each node: --replicas 3");
    }
    return (short) replicas;
  }

  NewTopic topic(String name) {
    return new NewTopic(name, Optional.of(partitions.orElse(1)), replicas).configs(all);
  }
}
