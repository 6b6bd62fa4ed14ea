package dev.parley.brokers.kafka;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Between Kafka's records and messages; what a record holds is kept octet by octet. */
final class Records {
  /** The property of a message that says which partition it is for. */
  static final String PARTITION = "partition";

  private Records() {}

  static Message message(Address address, ConsumerRecord<byte[], byte[]> record) {
    return new Message(
        address,
        Optional.ofNullable(record.key()).map(Bytes::wrap),
        headers(record.headers().toArray()),
        Optional.ofNullable(record.value()).map(Bytes::wrap),
        record.timestamp() < 0
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(record.timestamp())),
        Optional.of(new Position.Log(record.partition(), record.offset())),
        Map.of());
  }

  private static List<Header> headers(org.apache.kafka.common.header.Header[] from) {
    if (from.length == 0) {
      return List.of();
    }
    List<Header> headers = new ArrayList<>(from.length);
    for (org.apache.kafka.common.header.Header header : from) {
      headers.add(new Header(header.key(), Optional.ofNullable(header.value()).map(Bytes::wrap)));
    }
    return headers;
  }

  /**
   * @throws BrokerException if the address is no topic or the partition no number
   */
  static ProducerRecord<byte[], byte[]> record(Message message) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic(message.destination()),
            partition(message),
            message.timestamp().map(Instant::toEpochMilli).orElse(null),
            message.key().map(Bytes::unwrap).orElse(null),
            message.payload().map(Bytes::unwrap).orElse(null));
    for (Header header : message.headers()) {
      record
          .headers()
          .add(new RecordHeader(header.name(), header.value().map(Bytes::unwrap).orElse(null)));
    }
    return record;
  }

  /** As {@link dev.parley.brokers.Publisher#changes} has them. */
  static List<String> changes(Message message) {
    if (message.headers().isEmpty() && message.properties().isEmpty()) {
      return List.of();
    }
    List<String> changes = new ArrayList<>();
    if (message.headers().stream().anyMatch(header -> header.type().isPresent())) {
      changes.add("types of headers left out");
    }
    Foreign.lost(message)
        .filter(name -> !name.equals(PARTITION))
        .forEach(name -> changes.add(name + " left out"));
    return changes;
  }

  private static @Nullable Integer partition(Message message) {
    if (message.properties().isEmpty()) {
      return null;
    }
    String partition = message.properties().get(PARTITION);
    try {
      return partition == null ? null : Integer.valueOf(partition);
    } catch (NumberFormatException notANumber) {
      throw new BrokerException("not a partition: " + partition, "a partition is a number from 0");
    }
  }

  /**
   * @throws BrokerException if the address is no topic
   */
  static String topic(Address address) {
    if (address instanceof Address.Topic topic) {
      return topic.name();
    }
    throw new BrokerException(address.text() + " is no topic", "a topic is written kafka:orders");
  }
}
