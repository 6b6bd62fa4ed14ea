package dev.parley.brokers.amqp;

import dev.parley.brokers.Address;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Losses;
import dev.parley.brokers.Message;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Messages of other systems as AMQP has them: a key is the routing key where the address leaves it
 * open, a header stands once, times are whole seconds.
 */
final class Foreign {
  private static final int LONGEST_KEY = 255;

  /** What SQS noted down about its own handling, and nobody wrote. */
  private static final Set<String> NOBODYS =
      Set.of("message-id", "receive-count", "sequence-number");

  private Foreign() {}

  /**
   * @return empty for a tombstone, which AMQP has not
   */
  static Optional<Message> message(Message from, Address to, Losses losses) {
    if (from.payload().isEmpty()) {
      return Optional.empty();
    }
    Optional<Bytes> key = from.key().filter(octets -> isRoutingKey(octets, to));
    if (key.isEmpty() && from.key().isPresent()) {
      losses.add("key");
    }
    from.properties().keySet().stream()
        .filter(name -> !NOBODYS.contains(name))
        .sorted()
        .forEach(losses::add);
    Optional<Instant> second = from.timestamp().map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    if (!second.equals(from.timestamp())) {
      losses.add("milliseconds of the time");
    }
    return Optional.of(
        new Message(
            to, key, headers(from, losses), from.payload(), second, Optional.empty(), Map.of()));
  }

  private static boolean isRoutingKey(Bytes key, Address to) {
    return to instanceof Address.Exchange exchange
        && Messages.isExchange(to)
        && exchange.key().isEmpty()
        && key.length() <= LONGEST_KEY
        && key.text().isPresent();
  }

  private static List<Header> headers(Message from, Losses losses) {
    Map<String, Header> last = new LinkedHashMap<>();
    boolean same = true;
    for (Header header : from.headers()) {
      Header fitting = new Header(header.name(), header.value(), type(header));
      same &= fitting.type().isPresent() == header.type().isPresent();
      last.put(header.name(), fitting);
    }
    if (!same) {
      losses.add("types of headers");
    }
    if (last.size() < from.headers().size()) {
      losses.add("headers of a name that comes again");
    }
    return new ArrayList<>(last.values());
  }

  /** Of SQS's types: whole numbers and octets. */
  private static Optional<String> type(Header header) {
    String type = header.type().orElse("");
    if (type.startsWith("Binary")) {
      return Optional.of("bytes");
    }
    boolean whole =
        header.value().flatMap(Bytes::text).filter(text -> text.matches("-?\\d{1,18}")).isPresent();
    return type.startsWith("Number") && whole ? Optional.of("long") : Optional.empty();
  }
}
