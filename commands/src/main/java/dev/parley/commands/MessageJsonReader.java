package dev.parley.commands;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

  private final RestOfLine from;
  private final JsonParser json;
  private final CompactJson compact = new CompactJson();
  private final Optional<Address> destination;
  private long outcomes;

  /** In which line the object begins that is read; 0 between two of them. */
  private int line;

  /**
   * @param destination in place of each message's own
   */
  public MessageJsonReader(InputStream from, Optional<Address> destination) throws IOException {
    this.from = new RestOfLine(from);
    this.json = Json.factory().createParser(this.from);
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
      for (line = 0; json.nextToken() != null; line = 0) {
        line = json.currentTokenLocation().getLineNr();
        if (json.currentToken() != JsonToken.START_OBJECT) {
          throw wrong("not an object");
        }
        ParsedMessage record = new ParsedMessage();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          field(record, json.currentName(), json.nextToken());
        }
        if (!record.isOutcome()) {
          Message message = record.message(destination);
          checkRest();
          return Optional.of(message);
        }
        outcomes++;
      }
      return Optional.empty();
    } catch (StreamConstraintsException e) {
      throw wrong("it is nested too deep, or a text or number in it is too long");
    } catch (JsonProcessingException e) {
      line = line == 0 ? json.currentTokenLocation().getLineNr() : line;
      // Of the places where it may end too early, not all throw a JsonEOFException.
      boolean ended = e.getOriginalMessage().startsWith("Unexpected end-of-input");
      throw wrong(ended ? "it has no end" : "no JSON in UTF-8");
    } catch (BrokerException | IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /** A line that is wrong behind its message is wrong before anything of it is sent. */
  private void checkRest() throws IOException {
    long place = json.currentLocation().getByteOffset();
    // Only what is read as UTF-8 has one.
    if (place >= 0 && !from.mayFollow(place)) {
      throw wrong("something else follows in the line");
    }
  }

  private void field(ParsedMessage record, String name, JsonToken value) throws IOException {
    if (!record.isNew(name)) {
      throw wrong(name + " is there twice");
    }
    switch (name) {
      case "key" -> record.key = textOrNull(value);
      case "keyEncoding" -> record.keyEncoding = encoding(value, ENCODINGS);
      case "payload" -> payload(record, value);
      case "payloadEncoding" -> record.payloadEncoding = encoding(value, PAYLOAD_ENCODINGS);
      case "destination" -> record.own = Optional.ofNullable(textOrNull(value)).map(Address::parse);
      case "timestamp" ->
          record.timestamp = Optional.ofNullable(textOrNull(value)).map(this::timestamp);
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

  private void payload(ParsedMessage record, JsonToken value) throws IOException {
    record.payloadGiven = true;
    record.payloadIsValue = value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NULL;
    record.payload = record.payloadIsValue ? whole(compact.at(json)) : textOrNull(value);
  }

  private Instant timestamp(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw wrong("timestamp is a time like 2026-01-31T12:00:00Z, not " + text);
    }
  }

  private void readHeaders(ParsedMessage record, JsonToken value) throws IOException {
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
    Set<String> seen = new HashSet<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (!seen.add(field)) {
        throw wrong(field + " is there twice in a header");
      }
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
    return new Header(name, ParsedMessage.decoded(text, encoding), type);
  }

  private void readProperties(ParsedMessage record, JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      throw wrong("properties is an object of texts");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken property = json.nextToken();
      if (property != JsonToken.VALUE_STRING) {
        throw wrong("the property " + name + " is not a string");
      }
      if (record.properties.put(name, whole(json.getText())) != null) {
        throw wrong("the property " + name + " is there twice");
      }
    }
  }

  private @Nullable String textOrNull(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token != JsonToken.VALUE_STRING) {
      throw wrong(json.currentName() + " is not a string");
    }
    return whole(json.getText());
  }

  /** Half a character, as an escape can be, would become another one in octets. */
  private String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        int character = text.codePointAt(i);
        if (character < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
          throw wrong(
              String.format(Locale.ROOT, "\\u%04x is half a character", (int) text.charAt(i)));
        }
        i++;
      }
    }
    return text;
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

  private UserException wrong(String what) {
    return UserException.failed("not a message in line " + line + ": " + what, HINT);
  }
}
