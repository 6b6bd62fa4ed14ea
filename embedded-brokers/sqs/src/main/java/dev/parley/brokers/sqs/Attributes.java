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
 * Headers as attributes of a message. Text is {@code String}, all else {@code Binary}; an attribute
 * cannot be empty, so that an empty header and one without a value are told by their types. SQS
 * keeps no order: they come back by name.
 */
final class Attributes {
  private static final int MOST = 10;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,256}");
  private static final String EMPTY = "String.empty";
  private static final String ABSENT = "String.absent";

  private Attributes() {}

  static Map<String, MessageAttributeValue> write(List<Header> headers, Optional<String> encoding) {
    Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
    for (Header header : headers) {
      if (!NAME.matcher(header.name()).matches()) {
        throw new BrokerException(
            "sqs takes no header of the name " + header.name(),
            "letters a-z, digits, dot, dash and underscore");
      }
      if (attributes.put(header.name(), write(header.value())) != null) {
        throw new BrokerException(
            "sqs takes a header once, not " + header.name() + " again", "one value for each name");
      }
    }
    encoding.ifPresent(how -> attributes.put(Payloads.ENCODING, text("String", how)));
    if (attributes.size() > MOST) {
      throw new BrokerException(
          "sqs takes " + MOST + " headers, not " + attributes.size(),
          "a payload that is no text takes one of them");
    }
    return attributes;
  }

  private static MessageAttributeValue write(Optional<Bytes> value) {
    if (value.isEmpty()) {
      return text(ABSENT, "-");
    }
    Bytes octets = value.get();
    if (octets.length() == 0) {
      return text(EMPTY, "-");
    }
    return octets
        .text()
        .filter(Payloads::allowed)
        .map(text -> text("String", text))
        .orElseGet(
            () ->
                MessageAttributeValue.builder()
                    .dataType("Binary")
                    .binaryValue(SdkBytes.fromByteArrayUnsafe(octets.unwrap()))
                    .build());
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
              if (!name.equals(Payloads.ENCODING)) {
                headers.add(new Header(name, read(value)));
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
        value.dataType().startsWith("Binary")
            ? Bytes.wrap(value.binaryValue().asByteArray())
            : Bytes.utf8(value.stringValue()));
  }

  static Optional<String> encoding(Map<String, MessageAttributeValue> attributes) {
    return Optional.ofNullable(attributes.get(Payloads.ENCODING))
        .map(MessageAttributeValue::stringValue);
  }
}
