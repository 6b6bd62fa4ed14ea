package dev.parley.commands;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.parley.brokers.Address;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages that {@link MessageJsonWriter} wrote. The position is where a message was, so
 * it is not kept. What {@code publish -o json} printed among them is passed over and counted;
 * everything else that is no message is refused.
 */
public final class MessageJsonReader {
  private static final String HINT =
      "--json takes what pull -o json prints; for plain lines leave --json out";

  private static final List<String> ENCODINGS =
      List.of(MessageJsonWriter.TEXT, MessageJsonWriter.BINARY);
  private static final List<String> PAYLOAD_ENCODINGS =
      List.of(MessageJsonWriter.TEXT, MessageJsonWriter.BINARY, MessageJsonWriter.VALUE_ITSELF);

  private final JsonParser json;
  private final CompactJson compact = new CompactJson();
  private final Optional<Address> destination;
  private long outcomes;

  /**
   * @param destination in place of each message's own
   */
  public MessageJsonReader(InputStream from, Optional<Address> destination) throws IOException {
    this.json = Json.factory().createParser(from);
    this.destination = destination;
  }

  /** How many records so far were the outcome of a publish and no message. */
  public long outcomes() {
    return outcomes;
  }

  /**
   * The next message; empty at the end.
   *
   * @throws UserException if it is not a message, with its line
   */
  public Optional<Message> next() throws IOException {
    try {
      while (json.nextToken() != null) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
          throw wrong("not an object");
        }
        Parsed record = new Parsed();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          field(record, json.currentName(), json.nextToken());
        }
        if (!record.isOutcome()) {
          return Optional.of(message(record));
        }
        outcomes++;
      }
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw wrong(e.getOriginalMessage());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /** What one object holds, before it is known what it is. */
  private static final class Parsed {
    private boolean outcome;
    private boolean payloadGiven;
    private @Nullable String key;
    private @Nullable String payload;
    private boolean payloadIsValue;
    private String keyEncoding = MessageJsonWriter.TEXT;
    private String payloadEncoding = MessageJsonWriter.TEXT;
    private @Nullable String unknown;
    private Optional<Address> own = Optional.empty();
    private Optional<Instant> timestamp = Optional.empty();
    private final List<Header> headers = new ArrayList<>();
    private final Map<String, String> properties = new LinkedHashMap<>();

    boolean isOutcome() {
      return outcome && !payloadGiven;
    }
  }

  private void field(Parsed record, String name, JsonToken value) throws IOException {
    switch (name) {
      case "key" -> record.key = textOrNull(value);
      case "keyEncoding" -> record.keyEncoding = encoding(value, ENCODINGS);
      case "payload" -> {
        payload(record, value);
      }
      case "payloadEncoding" -> record.payloadEncoding = encoding(value, PAYLOAD_ENCODINGS);
      case "destination" -> record.own = Optional.ofNullable(textOrNull(value)).map(Address::parse);
      case "timestamp" ->
          record.timestamp = Optional.ofNullable(textOrNull(value)).map(Instant::parse);
      case "headers" -> readHeaders(record, value);
      case "properties" -> readProperties(record, value);
      // Where it was and who received it: true of the message that was read, not of a new one.
      case "system", "position", "subscription", "redelivered", "number" -> json.skipChildren();
      case "outcome" -> record.outcome = true;
      default -> {
        record.unknown = record.unknown == null ? name : record.unknown;
        json.skipChildren();
      }
    }
  }

  private Message message(Parsed record) {
    if (record.unknown != null || record.outcome) {
      throw wrong("unknown field " + (record.unknown == null ? "outcome" : record.unknown));
    }
    if (!record.payloadGiven) {
      throw wrong("no payload; a tombstone has \"payload\":null");
    }
    Address address =
        destination
            .or(() -> record.own)
            .orElseThrow(() -> wrong("no destination, and none was given"));
    return new Message(
        address,
        decoded(record.key, record.keyEncoding),
        record.headers,
        payload(record),
        record.timestamp,
        Optional.empty(),
        record.properties);
  }

  private void payload(Parsed record, JsonToken value) throws IOException {
    record.payloadGiven = true;
    record.payloadIsValue = value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NULL;
    record.payload = record.payloadIsValue ? compact.at(json) : textOrNull(value);
  }

  /** A value that is neither a string nor null says itself that it is one. */
  private Optional<Bytes> payload(Parsed record) {
    boolean itself = record.payloadEncoding.equals(MessageJsonWriter.VALUE_ITSELF);
    if (record.payloadIsValue) {
      if (record.payloadEncoding.equals(MessageJsonWriter.BINARY)) {
        throw wrong("a payload in base64 is a string");
      }
      return Optional.of(Bytes.utf8(String.valueOf(record.payload)));
    }
    return itself
        ? Optional.of(Bytes.utf8(Json.value(record.payload)))
        : decoded(record.payload, record.payloadEncoding);
  }

  private void readHeaders(Parsed record, JsonToken value) throws IOException {
    if (value != JsonToken.START_ARRAY) {
      throw wrong("headers is a list: [{\"name\":\"a\",\"value\":\"b\"}]");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw wrong("a header is an object: {\"name\":\"a\",\"value\":\"b\"}");
      }
      record.headers.add(header());
    }
  }

  private Header header() throws IOException {
    String name = null;
    String text = null;
    boolean valueGiven = false;
    String encoding = MessageJsonWriter.TEXT;
    Optional<String> type = Optional.empty();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "name" -> name = textOrNull(value);
        case "value" -> {
          text = textOrNull(value);
          valueGiven = true;
        }
        case "encoding" -> encoding = encoding(value, ENCODINGS);
        case "type" -> type = Optional.ofNullable(textOrNull(value));
        default -> throw wrong("a header has no field " + field);
      }
    }
    if (name == null || !valueGiven) {
      throw wrong("a header has a name and a value, which may be null");
    }
    return new Header(name, decoded(text, encoding), type);
  }

  private void readProperties(Parsed record, JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      throw wrong("properties is an object of texts");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken property = json.nextToken();
      if (property != JsonToken.VALUE_STRING) {
        throw wrong("the property " + name + " is not a string");
      }
      record.properties.put(name, json.getText());
    }
  }

  private @Nullable String textOrNull(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token != JsonToken.VALUE_STRING) {
      throw wrong(json.currentName() + " is not a string");
    }
    return json.getText();
  }

  private String encoding(JsonToken token, List<String> known) throws IOException {
    String encoding = textOrNull(token);
    if (encoding == null) {
      return MessageJsonWriter.TEXT;
    }
    if (!known.contains(encoding)) {
      throw wrong(json.currentName() + " is " + Definition.either(known) + ", not " + encoding);
    }
    return encoding;
  }

  private static Optional<Bytes> decoded(@Nullable String text, String encoding) {
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(
        encoding.equals(MessageJsonWriter.BINARY)
            ? Bytes.wrap(Base64.getDecoder().decode(text))
            : Bytes.utf8(text));
  }

  private UserException wrong(String what) {
    return UserException.failed(
        "not a message in line " + json.currentLocation().getLineNr() + ": " + what, HINT);
  }
}
