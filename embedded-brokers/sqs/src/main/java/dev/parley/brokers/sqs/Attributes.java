package dev.parley.brokers.sqs;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Headers as attributes of a message. Text is {@code String}, octets that are none {@code Binary};
 * every other data type, as {@code Number} or {@code String.json}, is the header's own. An
 * attribute cannot be empty, so that an empty header and one without a value are told by their
 * types. SQS keeps no order: they come back by name.
 */
final class Attributes {
  private static final int MOST = 10;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,256}");

  /** One of the three, and perhaps a label of the user's own. */
  private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\.\\S{1,249})?");

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final String STRING = "String";
  private static final String BINARY = "Binary";
  private static final String EMPTY = "String.empty";
  private static final String ABSENT = "String.absent";

  private Attributes() {}

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Whether it would be taken as what we write about a payload. */
  static boolean isOurs(Header header) {
    return header.name().equals(Payloads.ENCODING)
        && header.value().flatMap(Bytes::text).filter(Payloads::isEncoding).isPresent();
  }

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  static Map<String, MessageAttributeValue> write(List<Header> headers, Optional<String> encoding) {
    Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
    for (Header header : headers) {
      if (!isName(header.name())) {
        throw new BrokerException(
            "sqs takes no header of the name " + header.name(),
            "letters a-z, digits, dot, dash and underscore");
      }
      if (isOurs(header)) {
        throw new BrokerException(
            "the header " + header.name() + " says how the payload is written",
            "give it another name");
      }
      if (attributes.put(header.name(), write(header)) != null) {
        throw new BrokerException(
            "sqs takes a header once, not " + header.name() + " again", "one value for each name");
      }
    }
    if (encoding.isPresent()
        && attributes.put(Payloads.ENCODING, text(STRING, encoding.get())) != null) {
      throw new BrokerException(
          "the header " + Payloads.ENCODING + " is needed for a payload that is no text",
          "give it another name");
    }
    if (attributes.size() > MOST) {
      throw new BrokerException(
          "sqs takes " + MOST + " headers, not " + attributes.size(),
          "a payload that is no text takes one of them");
    }
    return attributes;
  }

  private static MessageAttributeValue write(Header header) {
    if (header.value().isEmpty()) {
      return text(ABSENT, "-");
    }
    Bytes octets = header.value().get();
    if (octets.length() == 0) {
      return text(EMPTY, "-");
    }
    Optional<String> text = octets.text().filter(Payloads::allowed);
    if (header.type().isPresent()) {
      return typed(header.name(), header.type().get(), octets, text);
    }
    return text.map(value -> text(STRING, value)).orElseGet(() -> binary(BINARY, octets));
  }

  private static MessageAttributeValue typed(
      String name, String type, Bytes octets, Optional<String> text) {
    if (!TYPE.matcher(type).matches()) {
      throw new BrokerException(
          "sqs has no header of the type " + type,
          "Number, String or Binary, perhaps with a label: String.json");
    }
    if (type.startsWith(BINARY)) {
      return binary(type, octets);
    }
    String value =
        text.orElseThrow(
            () -> new BrokerException("the header " + name + " is no text", "its type is Binary"));
    if (type.startsWith("Number") && !isNumber(value)) {
      throw new BrokerException(
          "the header " + name + " is no number: " + value, "a number is written 12.50 or 1e3");
    }
    return text(type, value);
  }

  private static MessageAttributeValue binary(String type, Bytes octets) {
    return MessageAttributeValue.builder()
        .dataType(type)
        .binaryValue(SdkBytes.fromByteArrayUnsafe(octets.unwrap()))
        .build();
  }

  private static MessageAttributeValue text(String type, String value) {
    return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
  }

  /** Without the one that says how the payload is written. */
  static List<Header> read(Map<String, MessageAttributeValue> attributes) {
    List<Header> headers = new ArrayList<>();
    new TreeMap<>(attributes)
        .forEach(
            (name, value) -> {
              Optional<Bytes> octets = read(value);
              Header header = new Header(name, octets, type(value.dataType(), octets));
              if (!isOurs(header)) {
                headers.add(header);
              }
            });
    return headers;
  }

  private static Optional<Bytes> read(MessageAttributeValue value) {
    if (value.dataType().equals(ABSENT)) {
      return Optional.empty();
    }
    if (value.dataType().equals(EMPTY)) {
      return Optional.of(Bytes.EMPTY);
    }
    return Optional.of(
        value.dataType().startsWith(BINARY)
            ? Bytes.wrap(value.binaryValue().asByteArray())
            : Bytes.utf8(value.stringValue()));
  }

  /** Absent where the value tells it. */
  private static Optional<String> type(String type, Optional<Bytes> value) {
    boolean told =
        switch (type) {
          case STRING, EMPTY, ABSENT -> true;
          case BINARY -> value.flatMap(Bytes::text).filter(Payloads::allowed).isEmpty();
          default -> false;
        };
    return told ? Optional.empty() : Optional.of(type);
  }

  static Optional<String> encoding(Map<String, MessageAttributeValue> attributes) {
    return Optional.ofNullable(attributes.get(Payloads.ENCODING))
        .map(MessageAttributeValue::stringValue);
  }
}
