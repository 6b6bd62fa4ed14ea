package dev.parley.brokers.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that a member owns and how far it is in each. Where a group begins is decided and
 * committed as soon as a partition is given to a member: what is published from then on is
 * delivered, whatever becomes of that member.
 */
final class Places implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(Places.class);

  private final Consumer<byte[], byte[]> consumer;
  private final Settlement settlement;
  private final String group;
  private final Set<TopicIdPartition> fromTheEnd;
  private final Topics topics;
  private final Map<String, Uuid> ids = new HashMap<>();
  private final BooleanSupplier killed;
  private final Set<TopicPartition> owned = new HashSet<>();
  private final Map<TopicPartition, OffsetAndMetadata> delivered = new HashMap<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private final String member;
  private boolean paused;
  private boolean holding;

  /**
   * @param fromTheEnd partitions of which a group without commits gets only what is new; one that
   *     was made after the subscription has nothing else
   */
  Places(
      Consumer<byte[], byte[]> consumer,
      Topics topics,
      Settlement settlement,
      String group,
      String member,
      Set<TopicIdPartition> fromTheEnd,
      BooleanSupplier killed) {
    this.consumer = consumer;
    this.topics = topics;
    this.settlement = settlement;
    this.group = group;
    this.member = member;
    this.fromTheEnd = fromTheEnd;
    this.killed = killed;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return;
    }
    Set<TopicPartition> old = old(partitions);
    Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(Set.copyOf(partitions));
    List<TopicPartition> first = new ArrayList<>();
    List<TopicPartition> last = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      if (Optional.ofNullable(known.get(partition)).isEmpty()) {
        (old.contains(partition) ? last : first).add(partition);
      }
    }
    Map<TopicPartition, OffsetAndMetadata> begin = new HashMap<>();
    consumer
        .beginningOffsets(first)
        .forEach((partition, offset) -> begin.put(partition, new OffsetAndMetadata(offset)));
    consumer
        .endOffsets(last)
        .forEach((partition, offset) -> begin.put(partition, new OffsetAndMetadata(offset)));
    begin.forEach(consumer::seek);
    if (!begin.isEmpty()) {
      consumer.commitSync(begin);
    }
    owned.addAll(partitions);
    for (TopicPartition partition : partitions) {
      long place = consumer.position(partition);
      committed.put(partition, place);
      settlement.assigned(group, member, partition, place);
    }
    if (paused) {
      consumer.pause(partitions);
    }
    tellHolding();
  }

  /** Those that were there when the subscription began. */
  private Set<TopicPartition> old(Collection<TopicPartition> partitions) {
    Set<TopicPartition> old = new HashSet<>();
    try {
      Set<String> names =
          partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
      for (TopicIdPartition each : topics.identified(names)) {
        ids.put(each.topic(), each.topicId());
        if (fromTheEnd.contains(each)) {
          old.add(each.topicPartition());
        }
      }
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
    return old;
  }

  /** The ids of the topics that were given to this member. */
  Map<String, Uuid> ids() {
    return ids;
  }

  /**
   * A topic was deleted and made anew; unless it was given out since then, it is read from its
   * beginning.
   */
  void anew(String topic, Uuid id) {
    if (id.equals(ids.put(topic, id))) {
      return;
    }
    List<TopicPartition> partitions =
        owned.stream().filter(partition -> partition.topic().equals(topic)).toList();
    consumer
        .beginningOffsets(partitions)
        .forEach(
            (partition, offset) -> {
              consumer.seek(partition, offset);
              delivered.remove(partition);
              committed.put(partition, offset - 1);
              settlement.reached(group, member, partition, offset);
            });
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (!killed.getAsBoolean()) {
      Map<TopicPartition, OffsetAndMetadata> last = uncommitted();
      last.keySet().retainAll(partitions);
      if (!last.isEmpty()) {
        try {
          consumer.commitSync(last, Connection.COMMIT);
          committed(last);
        } catch (KafkaException failed) {
          if (!Failures.isForgotten(failed) && !(failed instanceof TimeoutException)) {
            throw failed;
          }
          LOG.info("The last commit of {} failed", member, failed);
        }
      }
    }
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    owned.removeAll(partitions);
    delivered.keySet().removeAll(partitions);
    committed.keySet().removeAll(partitions);
    settlement.revoked(group, member, partitions);
    tellHolding();
  }

  Set<TopicPartition> owned() {
    return owned;
  }

  void delivered(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
    delivered.put(partition, new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
  }

  /** The whole batch is delivered: also past what is never delivered, as an aborted record. */
  void completed() {
    for (TopicPartition partition : owned) {
      long place = consumer.position(partition);
      if (place > committed.getOrDefault(partition, -1L)) {
        delivered.merge(
            partition,
            new OffsetAndMetadata(place),
            (before, now) -> before.offset() < now.offset() ? now : before);
      }
    }
  }

  Map<TopicPartition, OffsetAndMetadata> uncommitted() {
    Map<TopicPartition, OffsetAndMetadata> changed = new HashMap<>(delivered);
    changed
        .entrySet()
        .removeIf(
            entry -> entry.getValue().offset() <= committed.getOrDefault(entry.getKey(), -1L));
    return changed;
  }

  /** The topics of what is not committed yet. */
  Set<String> topics() {
    return uncommitted().keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
  }

  /** Nothing is owed of a topic that is not there, or is another one by now. */
  void retain(Set<TopicIdPartition> there) {
    delivered
        .keySet()
        .removeIf(
            partition ->
                there.stream()
                    .noneMatch(
                        each ->
                            each.topicPartition().equals(partition)
                                && each.topicId().equals(ids.get(partition.topic()))));
  }

  void committed(Map<TopicPartition, OffsetAndMetadata> changed) {
    changed.forEach(
        (partition, place) -> {
          committed.put(partition, place.offset());
          settlement.reached(group, member, partition, place.offset());
        });
  }

  /** Whether it takes nothing because the user wants it so, and nobody is to wait for it. */
  void holding(boolean now) {
    holding = now;
    if (!now) {
      settlement.holds(group, member, Optional.empty());
    }
    tellHolding();
  }

  private void tellHolding() {
    if (holding) {
      settlement.holds(group, member, Optional.of(owned));
    }
  }

  void pause() {
    paused = true;
    consumer.pause(owned);
  }

  void resume() {
    paused = false;
    consumer.resume(owned);
  }
}
