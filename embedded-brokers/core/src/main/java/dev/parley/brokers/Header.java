package dev.parley.brokers;

import java.util.Optional;

/**
 * One header of a message. Headers are ordered and their names may repeat; the value may be absent
 * (Kafka allows it).
 *
 * @param value text in UTF-8, or octets; of another type, its written form: {@code 5}, {@code true}
 * @param type the system's own word for what the value is, where that is neither text nor octets:
 *     AMQP's {@code int}, SQS's {@code Number}
 */
public record Header(String name, Optional<Bytes> value, Optional<String> type) {
  /** Text, octets or nothing. */
  public Header(String name, Optional<Bytes> value) {
    this(name, value, Optional.empty());
  }

  public static Header of(String name, String value) {
    return new Header(name, Optional.of(Bytes.utf8(value)));
  }
}
