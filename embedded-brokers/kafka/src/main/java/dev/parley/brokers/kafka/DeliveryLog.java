package dev.parley.brokers.kafka;

import dev.parley.brokers.Address;
import dev.parley.brokers.Message;
import dev.parley.brokers.Position;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.Traffic.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Tells the traffic what one party received, and what of it was acknowledged. */
final class DeliveryLog {
  private final Traffic traffic;
  private final String party;
  private final Map<TopicPartition, Long> pending = new HashMap<>();

  DeliveryLog(Traffic traffic, String party) {
    this.traffic = traffic;
    this.party = party;
  }

  void delivered(Message message, boolean again) {
    traffic.record(
        again ? Kind.REDELIVERED : Kind.DELIVERED,
        message.destination(),
        party,
        message.position(),
        message.header(Requests.CORRELATION),
        1);
    if (message.position().orElse(null) instanceof Position.Log place) {
      pending.merge(
          new TopicPartition(Records.topic(message.destination()), place.partition()),
          1L,
          Long::sum);
    }
  }

  /** Many at once, of which only how many is told. */
  void delivered(TopicPartition partition, long lastOffset, long count) {
    traffic.record(
        Kind.DELIVERED,
        new Address.Topic(partition.topic()),
        party,
        Optional.of(new Position.Log(partition.partition(), lastOffset)),
        Optional.empty(),
        count);
  }

  /** What the consumer made of one message, other than to have it committed with the rest. */
  void became(Kind kind, Message message) {
    traffic.record(
        kind,
        message.destination(),
        party,
        message.position(),
        message.header(Requests.CORRELATION),
        1);
    if (message.position().orElse(null) instanceof Position.Log place) {
      pending.computeIfPresent(
          new TopicPartition(Records.topic(message.destination()), place.partition()),
          (partition, count) -> count - 1);
    }
  }

  void acknowledged(Map<TopicPartition, OffsetAndMetadata> committed) {
    committed.forEach(
        (partition, place) -> {
          Long count = pending.remove(partition);
          if (count != null && count > 0) {
            traffic.record(
                Kind.ACKNOWLEDGED,
                new Address.Topic(partition.topic()),
                party,
                Optional.of(new Position.Log(partition.partition(), place.offset() - 1)),
                Optional.empty(),
                count);
          }
        });
  }
}
