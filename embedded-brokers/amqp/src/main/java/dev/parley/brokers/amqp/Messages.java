package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Between AMQP's messages and Parley's. A table of headers has no order, so they come sorted by
 * name.
 */
final class Messages {
  static final String CORRELATION = "correlation-id";
  static final String REPLY_TO = "reply-to";

  /** Where a message had been published to; not where it goes when it is published again. */
  private static final String EXCHANGE = "exchange";

  private static final String ROUTING_KEY = "routing-key";
  private static final String MESSAGE_ID = "message-id";
  private static final String DELIVERY_MODE = "delivery-mode";

  /** Of a message without a delivery mode, so that it has none when it is published again. */
  static final String NO_MODE = "none";

  private static final Map<String, String> UNSAID = Map.of(DELIVERY_MODE, NO_MODE);
  private static final Map<String, String> TRANSIENT = Map.of(DELIVERY_MODE, "1");
  private static final Map<String, String> PERSISTENT = Map.of(DELIVERY_MODE, "2");

  /** How often a quorum queue delivered a message in vain; every message of one has it. */
  private static final String FAILURES = "x-delivery-count";

  private static final String NAMES =
      "content-type, content-encoding, expiration, priority, message-id, type, app-id, user-id,"
          + " cluster-id, delivery-mode";

  private Messages() {}

  /** The number of a message in its stream. */
  static Optional<Long> streamOffset(BasicProperties properties) {
    return Optional.ofNullable(properties.getHeaders())
        .map(headers -> headers.get(Consumption.STREAM_OFFSET))
        .filter(Number.class::isInstance)
        .map(offset -> ((Number) offset).longValue());
  }

  /** Without its number in the stream that it was read from. */
  static Message withoutPlace(Message message) {
    return new Message(
        message.destination(),
        message.key(),
        message.headers().stream()
            .filter(header -> !header.name().equals(Consumption.STREAM_OFFSET))
            .toList(),
        message.payload(),
        message.timestamp(),
        message.position(),
        message.properties());
  }

  /** By which whoever published it knows it. */
  static Optional<String> id(Message message) {
    return Optional.ofNullable(message.properties().get(MESSAGE_ID));
  }

  static Message message(Address address, Envelope envelope, BasicProperties from, byte[] payload) {
    return message(address, envelope, from, Bytes.wrap(payload));
  }

  static Message message(Address address, Envelope envelope, BasicProperties from, Bytes payload) {
    boolean bare = isBare(envelope, from);
    return new Message(
        address,
        Optional.empty(),
        bare ? List.of() : headers(from),
        Optional.of(payload),
        Optional.ofNullable(from.getTimestamp()).map(Date::toInstant),
        Optional.empty(),
        bare ? modeAlone(from.getDeliveryMode()) : properties(envelope, from));
  }

  /**
   * Whether nobody gave it more than a payload. Most messages of a flood are like that, and nothing
   * is to be built for each of them.
   */
  private static boolean isBare(Envelope envelope, BasicProperties from) {
    return envelope.getExchange().isEmpty()
        && from.getHeaders() == null
        && from.getCorrelationId() == null
        && from.getReplyTo() == null
        && from.getContentType() == null
        && from.getContentEncoding() == null
        && from.getExpiration() == null
        && from.getPriority() == null
        && from.getMessageId() == null
        && from.getType() == null
        && from.getAppId() == null
        && from.getUserId() == null
        && from.getClusterId() == null;
  }

  private static Map<String, String> modeAlone(@Nullable Integer mode) {
    if (mode == null) {
      return UNSAID;
    }
    return switch (mode) {
      case 1 -> TRANSIENT;
      case 2 -> PERSISTENT;
      default -> Map.of(DELIVERY_MODE, mode.toString());
    };
  }

  private static List<Header> headers(BasicProperties from) {
    List<Header> headers = new ArrayList<>();
    text(headers, CORRELATION, from.getCorrelationId());
    text(headers, REPLY_TO, from.getReplyTo());
    if (from.getHeaders() != null) {
      new TreeMap<>(from.getHeaders())
          .forEach(
              (name, value) -> {
                if (!isNoFailure(name, value)) {
                  headers.add(HeaderValues.header(name, value));
                }
              });
    }
    return headers;
  }

  /** Whether a property is shown as a header of this name, as other systems have it. */
  static boolean isShownAsHeader(String name) {
    return name.equals(CORRELATION) || name.equals(REPLY_TO);
  }

  /** No news, and nothing that somebody wrote. */
  private static boolean isNoFailure(String name, @Nullable Object value) {
    return name.equals(FAILURES) && value instanceof Number count && count.longValue() == 0;
  }

  private static Map<String, String> properties(Envelope envelope, BasicProperties from) {
    Map<String, String> properties = new HashMap<>();
    if (from.getHeaders() != null && isNoFailure(FAILURES, from.getHeaders().get(FAILURES))) {
      properties.put(FAILURES, "0");
    }
    put(properties, "content-type", from.getContentType());
    put(properties, "content-encoding", from.getContentEncoding());
    put(properties, "expiration", from.getExpiration());
    put(properties, "priority", from.getPriority());
    put(properties, MESSAGE_ID, from.getMessageId());
    put(properties, "type", from.getType());
    put(properties, "app-id", from.getAppId());
    put(properties, "user-id", from.getUserId());
    put(properties, "cluster-id", from.getClusterId());
    put(
        properties,
        DELIVERY_MODE,
        from.getDeliveryMode() == null ? NO_MODE : from.getDeliveryMode());
    if (!envelope.getExchange().isEmpty()) {
      properties.put(EXCHANGE, envelope.getExchange());
      properties.put(ROUTING_KEY, envelope.getRoutingKey());
    }
    return properties;
  }

  private static void text(List<Header> headers, String name, @Nullable String value) {
    if (value != null) {
      headers.add(Header.of(name, value));
    }
  }

  private static void put(Map<String, String> properties, String name, @Nullable Object value) {
    if (value != null) {
      properties.put(name, value.toString());
    }
  }

  /** The exchange and the routing key that an address stands for. */
  static Address.Exchange route(Message message) {
    Address address = message.destination();
    if (address instanceof Address.Exchange exchange) {
      if (message.key().isEmpty()) {
        // The key that it was published with before, where none is named.
        String before = message.properties().getOrDefault(ROUTING_KEY, "");
        return exchange.key().isEmpty() && !before.isEmpty()
            ? new Address.Exchange(exchange.exchange(), before)
            : exchange;
      }
      if (exchange.key().isEmpty()) {
        return new Address.Exchange(
            exchange.exchange(),
            message
                .key()
                .flatMap(Bytes::text)
                .orElseThrow(() -> new BrokerException("a routing key is text", "")));
      }
    } else if (message.key().isEmpty()) {
      return new Address.Exchange("", queue(address));
    }
    throw new BrokerException(
        "rabbit has no message keys; the routing key is in the address",
        "for example rabbit:shop/order.created");
  }

  /**
   * @throws BrokerException if the address is no queue
   */
  static String queue(Address address) {
    if (address instanceof Address.Queue queue && queue.system().equals("rabbit")) {
      return queue.name();
    }
    // Every queue is bound to the default exchange under its own name.
    if (address instanceof Address.Exchange exchange && exchange.exchange().isEmpty()) {
      return exchange.key();
    }
    throw new BrokerException(address.text() + " is no queue", "a queue is written rabbit:jobs");
  }

  static Address.Queue address(String queue) {
    return new Address.Queue("rabbit", queue);
  }

  /** Whether it is an exchange other than the default one. */
  static boolean isExchange(Address address) {
    return address instanceof Address.Exchange exchange && !exchange.exchange().isEmpty();
  }

  /** What every message of a publisher has; nothing is built where a message adds nothing. */
  static BasicProperties defaults(Settings settings) {
    if (settings.has("persistent") && settings.has("transient")) {
      throw new BrokerException("either --persistent or --transient", "persistent is the default");
    }
    BasicProperties.Builder builder =
        new BasicProperties.Builder().deliveryMode(settings.has("transient") ? 1 : 2);
    settings.number("priority").ifPresent(number -> builder.priority(octet("priority", number)));
    settings
        .duration("expiration")
        .ifPresent(time -> builder.expiration(Long.toString(time.toMillis())));
    settings.text("correlation").ifPresent(builder::correlationId);
    settings.text("reply-to").ifPresent(builder::replyTo);
    settings.text("type").ifPresent(builder::type);
    return builder.build();
  }

  /**
   * @param options of the command, which win over what the message has
   * @throws BrokerException if the message has what AMQP does not
   */
  static BasicProperties properties(Message message, BasicProperties defaults, Settings options) {
    if (message.headers().isEmpty()
        && message.properties().isEmpty()
        && message.timestamp().isEmpty()) {
      return defaults;
    }
    BasicProperties.Builder builder = defaults.builder();
    message.properties().forEach((name, value) -> property(builder, options, name, value));
    Map<String, Object> table = new LinkedHashMap<>();
    for (Header header : message.headers()) {
      String name = header.name();
      if (isShownAsHeader(name) && header.type().isEmpty()) {
        property(builder, options, name, header.value().map(Bytes::toString).orElse(""));
      } else if (table.containsKey(name)) {
        throw new BrokerException(
            "rabbit has no two headers of one name: " + name, "give them different names");
      } else {
        table.put(name, HeaderValues.value(header));
      }
    }
    if (!table.isEmpty()) {
      builder.headers(table);
    }
    message.timestamp().map(Date::from).ifPresent(builder::timestamp);
    return builder.build();
  }

  private static void property(
      BasicProperties.Builder builder, Settings options, String name, String value) {
    switch (name) {
      case "content-type" -> builder.contentType(value);
      case "content-encoding" -> builder.contentEncoding(value);
      case MESSAGE_ID -> builder.messageId(value);
      case "app-id" -> builder.appId(value);
      case "cluster-id" -> builder.clusterId(value);
      case "user-id" -> builder.userId(value);
      case "timestamp" -> builder.timestamp(Date.from(Instant.parse(value)));
      case CORRELATION -> unless(options, "correlation", () -> builder.correlationId(value));
      case REPLY_TO -> unless(options, name, () -> builder.replyTo(value));
      case "expiration" -> unless(options, name, () -> builder.expiration(value));
      case "type" -> unless(options, name, () -> builder.type(value));
      case "priority" ->
          unless(options, name, () -> builder.priority(octet(name, whole(name, value))));
      case DELIVERY_MODE -> {
        if (!options.has("persistent") && !options.has("transient")) {
          builder.deliveryMode(value.equals(NO_MODE) ? null : octet(name, whole(name, value)));
        }
      }
      case EXCHANGE, ROUTING_KEY, FAILURES -> {
        // Where it was, as a position; where it goes is in its destination.
      }
      default ->
          throw new BrokerException(
              "rabbit has no property " + name, "the properties are " + NAMES);
    }
  }

  private static void unless(Settings options, String name, Runnable set) {
    if (!options.has(name)) {
      set.run();
    }
  }

  private static long whole(String name, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException notANumber) {
      throw new BrokerException(name + " is a whole number, not " + value, "", notANumber);
    }
  }

  private static int octet(String name, long number) {
    if (number < 0 || number > 255) {
      throw new BrokerException(name + " is 0 to 255, not " + number, "");
    }
    return (int) number;
  }
}
