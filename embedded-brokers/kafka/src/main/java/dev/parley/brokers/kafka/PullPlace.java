package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.PullRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What a pull reads, with which consumer, and where it begins.
 *
 * @param from absent if it reads on where the group is
 * @param group as which it reads; absent if it reads as nobody
 */
record PullPlace(
    Session session, PullRequest request, Optional<Beginning> from, Optional<String> group) {
  private static final int MANY = 5000;

  /**
   * @throws BrokerException if there is no such topic or partition
   */
  Set<TopicPartition> partitions() throws InterruptedException {
    String topic = Records.topic(request.address());
    List<TopicPartition> all = session.topics().partitions(topic);
    Optional<Long> one = request.settings().number("partition");
    Set<TopicPartition> asked =
        all.stream()
            .filter(partition -> one.isEmpty() || one.get() == partition.partition())
            .collect(Collectors.toSet());
    if (asked.isEmpty()) {
      throw new BrokerException(
          "kafka:" + topic + " has no partition " + one.orElse(0L),
          "its partitions are 0 to " + (all.size() - 1));
    }
    return asked;
  }

  Map<String, Object> properties() throws InterruptedException {
    Map<String, Object> properties = session.connection().consumer("parley-pull");
    properties.put("group.protocol", "classic");
    String isolation = request.settings().text("isolation").orElse("committed");
    properties.put("isolation.level", "read_" + isolation);
    boolean more = request.where().isPresent() || from.orElse(null) instanceof Beginning.Newest;
    properties.put(
        "max.poll.records", more ? MANY : (int) Math.min(MANY, Math.max(1, request.count())));
    // A partition is asked again only when what came is used up: larger answers, fewer waits.
    properties.put("max.partition.fetch.bytes", 4_000_000);
    properties.put("receive.buffer.bytes", 2_000_000);
    // What never left this machine was not damaged on the way.
    properties.put("check.crcs", !session.connection().embedded());
    group.ifPresent(name -> properties.put("group.id", name));
    return properties;
  }

  /**
   * Seeks to where reading begins.
   *
   * @return where it ends: what is there now
   */
  Map<TopicPartition, Long> seek(
      Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
    if (from.orElse(null) instanceof Beginning.Newest newest) {
      // What is stored meanwhile is none of them.
      Tail tail = new Tail(consumer, partitions, newest.count());
      tail.offsets().forEach(consumer::seek);
      return tail.ends();
    }
    if (from.isPresent()) {
      from.get().offsets(consumer, partitions).forEach(consumer::seek);
      return consumer.endOffsets(partitions);
    }
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions);
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata place = committed.get(partition);
      consumer.seek(
          partition,
          place == null ? first.get(partition) : Math.max(place.offset(), first.get(partition)));
    }
    return consumer.endOffsets(partitions);
  }

  /** Whether all of it up to these ends was given, or is never given. */
  static boolean reached(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      if (consumer.position(end.getKey()) < end.getValue()) {
        return false;
      }
    }
    return true;
  }
}
