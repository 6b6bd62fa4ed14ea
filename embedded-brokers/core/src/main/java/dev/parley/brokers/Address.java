package dev.parley.brokers;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where messages go or come from: {@code kafka:orders}, {@code rabbit:jobs} (a queue), {@code
 * rabbit:shop/order.created} (an exchange and a routing key), {@code sqs:jobs.fifo}. Characters
 * that the syntax needs are written as percent escapes of UTF-8 octets.
 */
public sealed interface Address {
  /** The word before the colon. */
  String system();

  /** The address as a user would type it; {@link #parse} gives an equal one back. */
  String text();

  /** A Kafka topic. */
  record Topic(String name) implements Address {
    @Override
    public String system() {
      return "kafka";
    }

    @Override
    public String text() {
      return "kafka:" + escape(name);
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /** A queue of a system that has queues. */
  record Queue(String system, String name) implements Address {
    @Override
    public String text() {
      return system + ":" + escape(name);
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /**
   * An AMQP exchange (the default one is empty) and a routing key, or on subscribing a pattern of
   * keys.
   */
  record Exchange(String exchange, String key) implements Address {
    @Override
    public String system() {
      return "rabbit";
    }

    @Override
    public String text() {
      return "rabbit:" + escape(exchange) + "/" + escape(key);
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /**
   * @throws BrokerException if the text is not an address of a known system
   */
  static Address parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw BrokerException.notUnderstood(
          "not an address: " + text, "an address is a system and a name, as in kafka:orders");
    }
    String system = text.substring(0, colon);
    String rest = text.substring(colon + 1);
    int slash = rest.indexOf('/');
    return switch (system) {
      case "kafka" -> new Topic(unescape(rest));
      case "sqs" -> new Queue(system, unescape(rest));
      case "rabbit" ->
          slash < 0
              ? new Queue(system, unescape(rest))
              : new Exchange(
                  unescape(rest.substring(0, slash)), unescape(rest.substring(slash + 1)));
      default ->
          throw BrokerException.notUnderstood(
              "no such system: " + system, "the systems are kafka, rabbit and sqs");
    };
  }

  private static String escape(String name) {
    StringBuilder escaped = new StringBuilder();
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      // Octets past ASCII stay as they are, so that names in other scripts remain readable.
      if (octet == '%'
          || octet == '/'
          || octet == ';'
          || (octet >= 0 && octet <= ' ')
          || octet == 0x7f) {
        escaped.append('%').append(String.format("%02X", octet));
      } else {
        escaped.append((char) (octet & 0xff));
      }
    }
    return new String(
        escaped.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String unescape(String text) {
    byte[] from = text.getBytes(StandardCharsets.UTF_8);
    byte[] to = new byte[from.length];
    int length = 0;
    for (int at = 0; at < from.length; at++) {
      if (from[at] != '%') {
        to[length++] = from[at];
        continue;
      }
      int high = at + 2 < from.length ? Character.digit(from[at + 1], 16) : -1;
      int low = at + 2 < from.length ? Character.digit(from[at + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw BrokerException.notUnderstood(
            "a percent sign without two hexadecimal digits: " + text,
            "write a percent sign as %25");
      }
      to[length++] = (byte) (high << 4 | low);
      at += 2;
    }
    return Bytes.wrap(Arrays.copyOf(to, length))
        .text()
        .orElseThrow(
            () ->
                BrokerException.notUnderstood(
                    "percent escapes that are no text: " + text,
                    "escapes are the octets of UTF-8: %D1%87"));
  }
}
