package dev.parley.brokers.sqs;

import dev.parley.brokers.Address;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Losses;
import dev.parley.brokers.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Messages of other systems as SQS has them: a key is the message group of a FIFO queue, a header
 * stands once, and when a message was sent SQS says itself.
 */
final class Foreign {
  private static final Set<String> NUMBERS =
      Set.of("byte", "short", "int", "long", "float", "double", "decimal");

  /** Where AMQP had it and how it kept it, which nobody wrote. */
  private static final Set<String> NOBODYS = Set.of("delivery-mode", "exchange", "routing-key");

  /** The number of a message in a stream of RabbitMQ: where it was. */
  private static final String PLACE = "x-stream-offset";

  private Foreign() {}

  /**
   * @return empty for a tombstone, which SQS has not
   */
  static Optional<Message> message(Message from, Address to, Losses losses) {
    if (from.payload().isEmpty()) {
      return Optional.empty();
    }
    boolean fifo = Queues.fifo(Queues.name(to));
    Optional<Bytes> key = from.key().filter(octets -> fifo && Outgoing.isGroup(octets));
    if (key.isEmpty() && from.key().isPresent()) {
      losses.add("key");
    }
    from.properties().keySet().stream()
        .filter(name -> !NOBODYS.contains(name))
        .sorted()
        .forEach(losses::add);
    if (from.timestamp().isPresent()) {
      losses.add("time");
    }
    return Optional.of(
        new Message(
            to,
            key,
            headers(from, losses),
            from.payload(),
            Optional.empty(),
            Optional.empty(),
            Map.of()));
  }

  private static List<Header> headers(Message from, Losses losses) {
    Map<String, Header> last = new LinkedHashMap<>();
    boolean same = true;
    long named = 0;
    for (Header header : from.headers()) {
      if (header.name().equals(PLACE)) {
        continue;
      }
      if (!Attributes.isName(header.name()) || Attributes.isOurs(header)) {
        losses.add("header " + header.name());
        continue;
      }
      named++;
      Optional<String> type = type(header);
      same &= type.isPresent() || header.type().isEmpty() || isPlain(header);
      last.put(header.name(), new Header(header.name(), header.value(), type));
    }
    if (!same) {
      losses.add("types of headers");
    }
    if (last.size() < named) {
      losses.add("headers of a name that comes again");
    }
    return new ArrayList<>(last.values());
  }

  private static Optional<String> type(Header header) {
    String type = header.type().orElse("");
    if (type.equals("bytes")) {
      return Optional.of("Binary");
    }
    boolean number = header.value().flatMap(Bytes::text).filter(Attributes::isNumber).isPresent();
    return NUMBERS.contains(type) && number ? Optional.of("Number") : Optional.empty();
  }

  /** Whose type its value tells. */
  private static boolean isPlain(Header header) {
    String type = header.type().orElse("");
    return type.equals("string") || type.equals("void");
  }
}
