package dev.parley.brokers.kafka;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Position;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kafka has no dead letters of its own: a consumer that cannot do with a message publishes it to
 * another topic. Names of topics and headers are those that Spring for Apache Kafka made common.
 */
final class DeadLetters {
  static final String SUFFIX = "-dlt";
  static final String ORIGINAL_TOPIC = "kafka_dlt-original-topic";
  private static final String ORIGINAL = "kafka_dlt-original-";
  private static final List<String> SUFFIXES = List.of(SUFFIX, ".DLT");

  private DeadLetters() {}

  /** The message as it is buried: what it was, and where it was. */
  static Message buried(Message message) {
    String topic = Records.topic(message.destination());
    List<Header> headers = new ArrayList<>(message.headers());
    // One that failed before, and was sent back, tells of its last failure only.
    headers.removeIf(header -> header.name().startsWith(ORIGINAL));
    headers.add(Header.of(ORIGINAL_TOPIC, topic));
    if (message.position().orElse(null) instanceof Position.Log place) {
      byte[] partition = ByteBuffer.allocate(Integer.BYTES).putInt(place.partition()).array();
      headers.add(number("partition", partition));
      headers.add(number("offset", octets(place.offset())));
    }
    message
        .timestamp()
        .ifPresent(time -> headers.add(number("timestamp", octets(time.toEpochMilli()))));
    return moved(message, new Address.Topic(topic + SUFFIX), headers);
  }

  private static byte[] octets(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static Header number(String name, byte[] octets) {
    return new Header(ORIGINAL + name, Optional.of(Bytes.wrap(octets)));
  }

  /** The message on its way back, otherwise as it is. */
  static Message revived(Message message, Address to) {
    return moved(message, to, message.headers());
  }

  private static Message moved(Message message, Address to, List<Header> headers) {
    return new Message(
        to,
        message.key(),
        headers,
        message.payload(),
        message.timestamp(),
        Optional.empty(),
        Map.of());
  }

  /**
   * Where a dead letter came from.
   *
   * @throws BrokerException if neither a header nor the topic's name says it
   */
  static Address origin(Message message) {
    String topic = Records.topic(message.destination());
    return new Address.Topic(
        message
            .header(ORIGINAL_TOPIC)
            .or(() -> named(topic))
            .orElseThrow(
                () ->
                    new BrokerException(
                        "kafka:" + topic + " does not say where its messages came from",
                        "a header " + ORIGINAL_TOPIC + " does, or a name as orders" + SUFFIX)));
  }

  private static Optional<String> named(String topic) {
    return SUFFIXES.stream()
        .filter(suffix -> topic.endsWith(suffix) && topic.length() > suffix.length())
        .map(suffix -> topic.substring(0, topic.length() - suffix.length()))
        .findFirst();
  }
}
