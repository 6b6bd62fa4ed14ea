package dev.parley.brokers.kafka;

import dev.parley.brokers.Address;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Losses;
import dev.parley.brokers.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Messages of other systems as records: headers are octets, and there is nothing besides. */
final class Foreign {
  /** A message group of SQS, within which order is kept, as within a key's partition. */
  private static final String GROUP = "group";

  /** What a system noted down about its own handling, and nobody wrote. */
  private static final Set<String> NOBODYS =
      Set.of(GROUP, "delivery-mode", "receive-count", "sequence-number", "exchange", "routing-key");

  /** The number of a message in a stream of RabbitMQ: where it was. */
  private static final String PLACE = "x-stream-offset";

  /** Of AMQP it is the sender's, of SQS its own. */
  private static final String MESSAGE_ID = "message-id";

  private Foreign() {}

  static Message message(Message from, Address to, Losses losses) {
    List<Header> own =
        from.headers().stream().filter(header -> !header.name().equals(PLACE)).toList();
    List<Header> headers =
        own.stream().map(header -> new Header(header.name(), header.value())).toList();
    if (!headers.equals(own)) {
      losses.add("types of headers");
    }
    lost(from).forEach(losses::add);
    Optional<Bytes> key =
        from.key().or(() -> Optional.ofNullable(from.properties().get(GROUP)).map(Bytes::utf8));
    return new Message(
        to, key, headers, from.payload(), from.timestamp(), Optional.empty(), Map.of());
  }

  /** The names of the properties that a record cannot have. */
  static Stream<String> lost(Message from) {
    return from.properties().keySet().stream()
        .filter(name -> !NOBODYS.contains(name))
        .filter(name -> !name.equals(MESSAGE_ID) || !from.properties().containsKey("receive-count"))
        .sorted();
  }
}
