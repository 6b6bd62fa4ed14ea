package dev.parley.brokers.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far each group's members of this client have been, to tell what comes a second time. */
final class Redeliveries {
  private final Map<String, Map<TopicPartition, Long>> furthest = new HashMap<>();

  /** Whether the group had the record before. */
  synchronized boolean delivered(String group, TopicPartition partition, long offset) {
    Map<TopicPartition, Long> places = furthest.computeIfAbsent(group, name -> new HashMap<>());
    Long next = places.get(partition);
    if (next != null && offset < next) {
      return true;
    }
    places.put(partition, offset + 1);
    return false;
  }

  /** A topic of the same name would begin again at offset 0. */
  synchronized void forget(String topic) {
    for (Map<TopicPartition, Long> places : furthest.values()) {
      places.keySet().removeIf(partition -> partition.topic().equals(topic));
    }
  }
}
