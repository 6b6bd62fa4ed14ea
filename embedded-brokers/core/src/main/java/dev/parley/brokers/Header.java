package dev.parley.brokers;

import java.util.Optional;

/**
 * One header of a message. Headers are ordered and their names may repeat; the value may be absent
 * (Kafka allows it).
 */
public record Header(String name, Optional<Bytes> value) {
  public static Header of(String name, String value) {
    return new Header(name, Optional.of(Bytes.utf8(value)));
  }
}
