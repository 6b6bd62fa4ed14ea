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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that a member owns and how far it is in each. Where a group begins is decided and
 * committed as soon as a partition is given to a member: what is published from then on is
 * delivered, whatever becomes of that member.
 */
final class Places implements ConsumerRebalanceListener {
  private final Consumer<byte[], byte[]> consumer;
  private final Settlement settlement;
  private final String group;
  private final Set<String> fromTheEnd;
  private final BooleanSupplier killed;
  private final Set<TopicPartition> owned = new HashSet<>();
  private final Map<TopicPartition, OffsetAndMetadata> delivered = new HashMap<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private final String member;
  private boolean paused;
  private boolean holding;

  /**
   * @param fromTheEnd topics of which a group without commits gets only what is new; a topic that
   *     was made after the subscription has nothing else
   */
  Places(
      Consumer<byte[], byte[]> consumer,
      Settlement settlement,
      String group,
      String member,
      Set<String> fromTheEnd,
      BooleanSupplier killed) {
    this.consumer = consumer;
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
    Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(Set.copyOf(partitions));
    List<TopicPartition> first = new ArrayList<>();
    List<TopicPartition> last = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      if (Optional.ofNullable(known.get(partition)).isEmpty()) {
        (fromTheEnd.contains(partition.topic()) ? last : first).add(partition);
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
      settlement.reached(group, partition, place);
    }
    if (paused) {
      consumer.pause(partitions);
    }
    tellHolding();
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (!killed.getAsBoolean()) {
      Map<TopicPartition, OffsetAndMetadata> last = uncommitted();
      last.keySet().retainAll(partitions);
      if (!last.isEmpty()) {
        consumer.commitSync(last);
        committed(last);
      }
    }
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    owned.removeAll(partitions);
    delivered.keySet().removeAll(partitions);
    committed.keySet().removeAll(partitions);
    settlement.revoked(group, partitions);
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

  void committed(Map<TopicPartition, OffsetAndMetadata> changed) {
    changed.forEach(
        (partition, place) -> {
          committed.put(partition, place.offset());
          settlement.reached(group, partition, place.offset());
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
