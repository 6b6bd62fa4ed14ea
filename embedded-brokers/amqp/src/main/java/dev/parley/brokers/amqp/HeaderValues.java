package dev.parley.brokers.amqp;

import com.rabbitmq.client.LongString;
import com.rabbitmq.client.impl.LongStringHelper;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a header can hold (AMQP 0-9-1, 4.2.5.5, with RabbitMQ's errata), as a text and a type. Text
 * and octets have no type. A header with a type is always one of the table; one without may be a
 * property that is shown among the headers.
 */
final class HeaderValues {
  private HeaderValues() {}

  /** One of the table. */
  static Header header(String name, @Nullable Object value) {
    if (value instanceof LongString text) {
      Bytes octets = Bytes.wrap(text.getBytes());
      boolean plain = octets.text().isPresent() && !Messages.isShownAsHeader(name);
      return new Header(
          name, Optional.of(octets), plain ? Optional.empty() : Optional.of("string"));
    }
    if (value instanceof byte[] array) {
      Bytes octets = Bytes.wrap(array);
      boolean plain = octets.text().isEmpty() && !Messages.isShownAsHeader(name);
      return new Header(name, Optional.of(octets), plain ? Optional.empty() : Optional.of("bytes"));
    }
    return new Header(
        name,
        value == null ? Optional.empty() : Optional.of(Bytes.utf8(written(value))),
        Optional.of(type(value)));
  }

  static String type(@Nullable Object value) {
    if (value == null) {
      return "void";
    }
    return switch (value.getClass().getSimpleName()) {
      case "Boolean" -> "bool";
      case "Byte" -> "byte";
      case "Short" -> "short";
      case "Integer" -> "int";
      case "Long" -> "long";
      case "Float" -> "float";
      case "Double" -> "double";
      case "BigDecimal" -> "decimal";
      case "Date" -> "timestamp";
      default -> value instanceof List<?> ? "array" : value instanceof Map<?, ?> ? "table" : "";
    };
  }

  static String written(Object value) {
    if (value instanceof Date date) {
      return date.toInstant().toString();
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return value instanceof List<?> || value instanceof Map<?, ?>
        ? NestedValues.write(value)
        : value.toString();
  }

  /**
   * What is sent.
   *
   * @throws BrokerException if the text does not fit the type
   */
  static @Nullable Object value(Header header) {
    Bytes octets = header.value().orElse(Bytes.EMPTY);
    if (header.type().isPresent()) {
      String type = header.type().get();
      return switch (type) {
        case "void" -> null;
        case "bytes" -> octets.unwrap();
        case "string" -> text(octets);
        default -> value(header.name(), type, octets.toString());
      };
    }
    if (header.value().isEmpty()) {
      return null;
    }
    return octets.text().isPresent() ? octets.text().get() : octets.unwrap();
  }

  /**
   * @param name of the header, for the message if it does not fit
   */
  static Object value(String name, String type, String text) {
    try {
      return switch (type) {
        case "bool" -> bool(text);
        case "byte" -> Byte.valueOf(text);
        case "short" -> Short.valueOf(text);
        case "int" -> Integer.valueOf(text);
        case "long" -> Long.valueOf(text);
        case "float" -> single(text);
        case "double" -> number(text);
        case "decimal" -> decimal(text);
        case "timestamp" -> timestamp(text);
        case "array", "table" -> NestedValues.read(name, type, text);
        default ->
            throw new BrokerException(
                "rabbit has no headers of type " + type,
                "the types are " + String.join(", ", Rabbit.HEADER_TYPES));
      };
    } catch (IllegalArgumentException | DateTimeException unfit) {
      throw unfit(name, type, text, unfit);
    }
  }

  static BrokerException unfit(String name, String type, String text, Exception why) {
    String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return new BrokerException(
        "the header " + name + " is no " + type + ": " + shown,
        switch (type) {
          case "bool" -> "true or false";
          case "byte" -> "-128 to 127";
          case "short" -> "-32768 to 32767";
          case "int" -> "-2147483648 to 2147483647; long holds more";
          case "decimal" -> "at most 255 digits after the point, and 2147483647 without it";
          case "timestamp" -> "whole seconds, for example 2026-01-31T12:00:00Z";
          case "array" -> "JSON, for example [\"a\",5,{\"type\":\"short\",\"value\":\"5\"}]";
          case "table" -> "JSON, for example {\"a\":5,\"n\":{\"type\":\"short\",\"value\":\"5\"}}";
          default -> "for example 5";
        },
        why);
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static float single(String text) {
    float value = Float.parseFloat(text);
    if (Float.isInfinite(value) && !text.contains("Infinity")) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  static double number(String text) {
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value) && !text.contains("Infinity")) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  private static BigDecimal decimal(String text) {
    BigDecimal value = new BigDecimal(text);
    if (value.scale() < 0) {
      value = value.setScale(0);
    }
    if (value.scale() > 255 || value.unscaledValue().bitLength() > 31) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  private static Date timestamp(String text) {
    Instant instant = Instant.parse(text);
    if (!instant.equals(instant.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException(text);
    }
    return Date.from(instant);
  }

  /** A text that need not be UTF-8. */
  static LongString text(Bytes octets) {
    return LongStringHelper.asLongString(octets.unwrap());
  }
}
