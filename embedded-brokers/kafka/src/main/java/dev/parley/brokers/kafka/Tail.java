package dev.parley.brokers.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Where the newest records of several partitions begin. Offsets do not tell: where a log was
 * compacted they have gaps, and only the records have times. So the end of each partition is read,
 * and more of it where that held too few.
 */
final class Tail {
  private static final Duration POLL = Duration.ofMillis(250);

  private final Consumer<byte[], byte[]> consumer;
  private final Set<TopicPartition> partitions;
  private final long count;
  private final Map<TopicPartition, Long> first;
  private final Map<TopicPartition, Long> ends;

  /** The newest of each partition, oldest first. */
  private final Map<TopicPartition, Deque<Place>> newest = new HashMap<>();

  private record Place(TopicPartition partition, long offset, long time) {}

  Tail(Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions, long count) {
    this.consumer = consumer;
    this.partitions = partitions;
    this.count = count;
    this.first = consumer.beginningOffsets(partitions);
    this.ends = consumer.endOffsets(partitions);
  }

  /** For each partition, its first of them; its end, if none of them is there. */
  Map<TopicPartition, Long> offsets() {
    long most = partitions.stream().mapToLong(each -> ends.get(each) - first.get(each)).sum();
    if (most <= count) {
      return first;
    }
    if (count > 0) {
      read();
    }
    return begins();
  }

  /** The ends of the partitions when this was made. */
  Map<TopicPartition, Long> ends() {
    return ends;
  }

  private void read() {
    Map<TopicPartition, Long> windows = new HashMap<>();
    partitions.forEach(partition -> windows.put(partition, count));
    while (!windows.isEmpty()) {
      consumer.assign(windows.keySet());
      windows.forEach(
          (partition, window) -> {
            newest.put(partition, new ArrayDeque<>());
            consumer.seek(partition, begin(partition, window));
          });
      read(new HashSet<>(windows.keySet()));
      windows
          .entrySet()
          .removeIf(
              window ->
                  newest.get(window.getKey()).size() >= count
                      || begin(window.getKey(), window.getValue()) == first.get(window.getKey()));
      windows.replaceAll((partition, window) -> window * 2);
    }
    consumer.assign(partitions);
  }

  private long begin(TopicPartition partition, long window) {
    return Math.max(first.get(partition), ends.get(partition) - window);
  }

  private void read(Set<TopicPartition> open) {
    long progress = System.nanoTime();
    while (!open.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        take(record);
        progress = System.nanoTime();
      }
      if (System.nanoTime() - progress > Connection.ANSWER.toNanos()) {
        throw new TimeoutException("nothing came");
      }
      open.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    Deque<Place> places = newest.get(partition);
    if (record.offset() < ends.get(partition)) {
      places.addLast(new Place(partition, record.offset(), record.timestamp()));
      if (places.size() > count) {
        places.removeFirst();
      }
    }
  }

  /** From the end back, as they would come from the beginning on; see {@link ByTime}. */
  private Map<TopicPartition, Long> begins() {
    Map<TopicPartition, Long> begins = new HashMap<>(ends);
    PriorityQueue<Place> last =
        new PriorityQueue<>(
            Comparator.comparingLong(Place::time)
                .thenComparingInt(place -> place.partition().partition())
                .reversed());
    newest.values().stream()
        .filter(places -> !places.isEmpty())
        .forEach(places -> last.add(places.removeLast()));
    for (long left = count; left > 0 && !last.isEmpty(); left--) {
      Place place = last.remove();
      begins.put(place.partition(), place.offset());
      Deque<Place> rest = newest.get(place.partition());
      if (!rest.isEmpty()) {
        last.add(rest.removeLast());
      }
    }
    return begins;
  }
}
