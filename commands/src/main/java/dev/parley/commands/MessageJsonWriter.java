package dev.parley.commands;

import dev.parley.brokers.Address;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Position;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Writes messages as JSON objects. {@link MessageJsonReader} takes them back without loss. */
final class MessageJsonWriter {
  static final String TEXT = "utf8";
  static final String BINARY = "base64";

  /** Of a payload that stands there as the value that it is, and not as a string. */
  static final String VALUE_ITSELF = "json";

  private static final byte[] NULL = octets("null");
  private static final byte[] SUBSCRIPTION = octets("\"subscription\":");
  private static final byte[] FRESH = octets(",\"redelivered\":false,");
  private static final byte[] REDELIVERED = octets(",\"redelivered\":true,");
  private static final byte[] NUMBER = octets("\"number\":");
  private static final byte[] SYSTEM = octets("\"system\":");
  private static final byte[] DESTINATION = octets(",\"destination\":");
  private static final byte[] KEY = octets(",\"key\":");
  private static final byte[] KEY_ENCODING = octets(",\"keyEncoding\":");
  private static final byte[] HEADERS = octets(",\"headers\":[");
  private static final byte[] NAME = octets("{\"name\":");
  private static final byte[] VALUE = octets(",\"value\":");
  private static final byte[] ENCODING = octets(",\"encoding\":");
  private static final byte[] TYPE = octets(",\"type\":");
  private static final byte[] PAYLOAD = octets("],\"payload\":");
  private static final byte[] PAYLOAD_ENCODING = octets(",\"payloadEncoding\":");
  private static final byte[] TIMESTAMP = octets(",\"timestamp\":");
  private static final byte[] PARTITION = octets(",\"position\":{\"partition\":");
  private static final byte[] OFFSET = octets(",\"offset\":");
  private static final byte[] NO_POSITION = octets(",\"position\":null");
  private static final byte[] PROPERTIES = octets(",\"properties\":{");
  private static final byte[] IS_TEXT = octets('"' + TEXT + '"');
  private static final byte[] IS_BINARY = octets('"' + BINARY + '"');
  private static final byte[] IS_VALUE = octets('"' + VALUE_ITSELF + '"');
  private static final int NANOS_OF_MILLI = 1_000_000;

  private final OutputStream to;
  private final JsonBuffer json = new JsonBuffer();
  private final Optional<CompactJson> parsed;

  // Neighbours mostly have the same destination, and the same second.
  private Optional<Address> lastDestination = Optional.empty();
  private byte[] lastDestinationText = {};
  private long lastSecond = Long.MIN_VALUE;
  private byte[] lastSecondText = {};

  /**
   * @param parsed whether a payload that is JSON is written as the value that it is
   */
  MessageJsonWriter(OutputStream to, boolean parsed) {
    this.to = to;
    this.parsed = parsed ? Optional.of(new CompactJson()) : Optional.empty();
  }

  private static byte[] octets(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  void write(Message message) throws IOException {
    json.raw('{');
    fields(message);
    spill();
  }

  /** A message that a subscription received. */
  void write(String subscription, Delivery delivery) throws IOException {
    json.raw('{');
    json.raw(SUBSCRIPTION);
    json.text(subscription);
    json.raw(delivery.redelivered() ? REDELIVERED : FRESH);
    if (delivery.open()) {
      json.raw(NUMBER);
      json.number(delivery.number());
      json.raw(',');
    }
    fields(delivery.message());
    spill();
  }

  void endLine() throws IOException {
    json.raw('\n');
    spill();
  }

  void flush() throws IOException {
    json.writeTo(to);
    to.flush();
  }

  private void spill() throws IOException {
    if (json.isFull()) {
      json.writeTo(to);
    }
  }

  private void fields(Message message) {
    json.raw(destination(message.destination()));
    json.raw(KEY);
    bytes(message.key(), KEY_ENCODING);
    json.raw(HEADERS);
    boolean first = true;
    for (Header header : message.headers()) {
      if (!first) {
        json.raw(',');
      }
      first = false;
      json.raw(NAME);
      json.text(header.name());
      json.raw(VALUE);
      bytes(header.value(), ENCODING);
      if (header.type().isPresent()) {
        json.raw(TYPE);
        json.text(header.type().get());
      }
      json.raw('}');
    }
    json.raw(PAYLOAD);
    payload(message.payload());
    json.raw(TIMESTAMP);
    timestamp(message.timestamp());
    position(message.position());
    json.raw(PROPERTIES);
    if (!message.properties().isEmpty()) {
      properties(message.properties());
    }
    json.raw('}');
    json.raw('}');
  }

  private byte[] destination(Address address) {
    if (lastDestination.isEmpty() || !lastDestination.get().equals(address)) {
      JsonBuffer text = new JsonBuffer();
      text.raw(SYSTEM);
      text.text(address.system());
      text.raw(DESTINATION);
      text.text(address.text());
      lastDestinationText = text.octets();
      lastDestination = Optional.of(address);
    }
    return lastDestinationText;
  }

  private void properties(Map<String, String> properties) {
    boolean first = true;
    for (Map.Entry<String, String> property : properties.entrySet()) {
      if (!first) {
        json.raw(',');
      }
      first = false;
      json.text(property.getKey());
      json.raw(':');
      json.text(property.getValue());
    }
  }

  /** As {@link Instant#toString} has it. */
  private void timestamp(Optional<Instant> timestamp) {
    if (timestamp.isEmpty()) {
      json.raw(NULL);
      return;
    }
    Instant instant = timestamp.get();
    int nanos = instant.getNano();
    if (nanos % NANOS_OF_MILLI != 0) {
      json.text(instant.toString());
      return;
    }
    if (instant.getEpochSecond() != lastSecond) {
      lastSecond = instant.getEpochSecond();
      String second = Instant.ofEpochSecond(lastSecond).toString();
      lastSecondText = octets('"' + second.substring(0, second.length() - 1));
    }
    json.raw(lastSecondText);
    if (nanos != 0) {
      json.raw('.');
      json.digits(nanos / NANOS_OF_MILLI, 3);
    }
    json.raw('Z');
    json.raw('"');
  }

  private void position(Optional<Position> position) {
    if (position.isPresent() && position.get() instanceof Position.Log log) {
      json.raw(PARTITION);
      json.number(log.partition());
      json.raw(OFFSET);
      json.number(log.offset());
      json.raw('}');
    } else {
      json.raw(NO_POSITION);
    }
  }

  private void payload(Optional<Bytes> payload) {
    Optional<String> value = payload.flatMap(octets -> parsed.flatMap(json -> json.of(octets)));
    if (value.isPresent()) {
      json.raw(value.get().getBytes(StandardCharsets.UTF_8));
      json.raw(PAYLOAD_ENCODING);
      json.raw(IS_VALUE);
    } else {
      bytes(payload, PAYLOAD_ENCODING);
    }
  }

  private void bytes(Optional<Bytes> bytes, byte[] encoding) {
    if (bytes.isEmpty()) {
      json.raw(NULL);
      return;
    }
    byte[] octets = bytes.get().unwrap();
    if (json.text(octets)) {
      json.raw(encoding);
      json.raw(IS_TEXT);
    } else {
      json.raw('"');
      json.raw(Base64.getEncoder().encode(octets));
      json.raw('"');
      json.raw(encoding);
      json.raw(IS_BINARY);
    }
  }
}
