package dev.parley.brokers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One message of any system, as it was or will be sent.
 *
 * @param destination the address it was read from, or is sent to
 * @param payload absent for a tombstone
 * @param timestamp the system's or the sender's, to the millisecond where the system knows no
 *     better
 * @param position absent until a system has stored it
 * @param properties what only one system has
 */
public record Message(
    Address destination,
    Optional<Bytes> key,
    List<Header> headers,
    Optional<Bytes> payload,
    Optional<Instant> timestamp,
    Optional<Position> position,
    Map<String, String> properties) {

  public Message {
    headers = List.copyOf(headers);
    properties = Map.copyOf(properties);
  }

  /** A message with a payload and nothing else. */
  public static Message of(Address destination, Bytes payload) {
    return new Message(
        destination,
        Optional.empty(),
        List.of(),
        Optional.of(payload),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  /** The same for another destination, where it has no position yet. */
  public Message to(Address other) {
    return new Message(other, key, headers, payload, timestamp, Optional.empty(), properties);
  }

  /** The text of the last header of this name that is a text. */
  public Optional<String> header(String name) {
    Optional<String> found = Optional.empty();
    for (Header header : headers) {
      if (header.name().equals(name) && header.type().isEmpty()) {
        found = header.value().flatMap(Bytes::text);
      }
    }
    return found;
  }
}
