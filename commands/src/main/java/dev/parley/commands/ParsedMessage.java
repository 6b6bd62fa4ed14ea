package dev.parley.commands;

import dev.parley.brokers.Address;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one object of JSON holds, before it is known whether it is a message. */
final class ParsedMessage {
  /** A bit for each field that may be there once. */
  private static final Map<String, Integer> FIELDS =
      Map.of(
          "key", 1,
          "keyEncoding", 2,
          "payload", 4,
          "payloadEncoding", 8,
          "destination", 16,
          "timestamp", 32,
          "headers", 64,
          "properties", 128);

  private int seen;
  boolean outcome;
  boolean payloadGiven;
  @Nullable String key;
  @Nullable String payload;
  boolean payloadIsValue;
  String keyEncoding = MessageJsonWriter.TEXT;
  String payloadEncoding = MessageJsonWriter.TEXT;
  @Nullable String unknown;
  Optional<Address> own = Optional.empty();
  Optional<Instant> timestamp = Optional.empty();
  final List<Header> headers = new ArrayList<>();
  final Map<String, String> properties = new LinkedHashMap<>();

  /** Whether this field was not there yet; one that nobody asks for is always new. */
  boolean isNew(String field) {
    int bit = FIELDS.getOrDefault(field, 0);
    boolean first = (seen & bit) == 0;
    seen |= bit;
    return first;
  }

  /** Whether it is what {@code publish} prints about a message. */
  boolean isOutcome() {
    return outcome && !payloadGiven;
  }

  /**
   * The message.
   *
   * @param destination in place of its own
   * @throws IllegalArgumentException if it is none, and why
   */
  Message message(Optional<Address> destination) {
    if (unknown != null || outcome) {
      throw new IllegalArgumentException(
          "unknown field " + (unknown == null ? "outcome" : unknown));
    }
    if (!payloadGiven) {
      throw new IllegalArgumentException("no payload; a tombstone has \"payload\":null");
    }
    Address address =
        destination
            .or(() -> own)
            .orElseThrow(() -> new IllegalArgumentException("no destination, and none was given"));
    return new Message(
        address,
        decoded(key, keyEncoding),
        headers,
        payload(),
        timestamp,
        Optional.empty(),
        properties);
  }

  /** A value that is neither a string nor null says itself that it is one. */
  private Optional<Bytes> payload() {
    boolean itself = payloadEncoding.equals(MessageJsonWriter.VALUE_ITSELF);
    if (payloadIsValue) {
      if (payloadEncoding.equals(MessageJsonWriter.BINARY)) {
        throw new IllegalArgumentException("a payload in base64 is a string");
      }
      return Optional.of(Bytes.utf8(String.valueOf(payload)));
    }
    return itself
        ? Optional.of(Bytes.utf8(Json.value(payload)))
        : decoded(payload, payloadEncoding);
  }

  /**
   * The octets of a text.
   *
   * @throws IllegalArgumentException if they are not what they are said to be
   */
  static Optional<Bytes> decoded(@Nullable String text, String encoding) {
    if (text == null) {
      return Optional.empty();
    }
    if (!encoding.equals(MessageJsonWriter.BINARY)) {
      return Optional.of(Bytes.utf8(text));
    }
    try {
      return Optional.of(Bytes.wrap(Base64.getDecoder().decode(text)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("what is said to be base64 is not", e);
    }
  }
}
