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
 * it is not kept.
 */
public final class MessageJsonReader {
  private final JsonParser json;
  private final Optional<Address> destination;
  private @Nullable String keyText;
  private String keyEncoding = MessageJsonWriter.TEXT;
  private @Nullable String payloadText;
  private String payloadEncoding = MessageJsonWriter.TEXT;
  private List<Header> headers = new ArrayList<>();
  private Map<String, String> properties = new LinkedHashMap<>();
  private Optional<Address> own = Optional.empty();
  private Optional<Instant> timestamp = Optional.empty();

  /**
   * @param destination in place of each message's own
   */
  public MessageJsonReader(InputStream from, Optional<Address> destination) throws IOException {
    this.json = Json.factory().createParser(from);
    this.destination = destination;
  }

  /**
   * The next message; empty at the end.
   *
   * @throws UserException if it is not a message, with its line
   */
  public Optional<Message> next() throws IOException {
    try {
      JsonToken token = json.nextToken();
      if (token == null) {
        return Optional.empty();
      }
      if (token != JsonToken.START_OBJECT) {
        throw wrong("not an object");
      }
      return Optional.of(message());
    } catch (JsonProcessingException e) {
      throw wrong(e.getOriginalMessage());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private Message message() throws IOException {
    keyText = null;
    payloadText = null;
    headers = new ArrayList<>();
    properties = new LinkedHashMap<>();
    own = Optional.empty();
    timestamp = Optional.empty();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "key" -> keyText = textOrNull(value);
        case "keyEncoding" -> keyEncoding = json.getText();
        case "payload" -> payloadText = textOrNull(value);
        case "payloadEncoding" -> payloadEncoding = json.getText();
        case "destination" -> own = Optional.of(Address.parse(json.getText()));
        case "timestamp" ->
            timestamp =
                value == JsonToken.VALUE_NULL
                    ? Optional.empty()
                    : Optional.of(Instant.parse(json.getText()));
        case "headers" -> readHeaders();
        case "properties" -> readProperties();
        default -> json.skipChildren();
      }
    }
    Address address =
        destination.or(() -> own).orElseThrow(() -> wrong("no destination, and none was given"));
    return new Message(
        address,
        decoded(keyText, keyEncoding),
        headers,
        decoded(payloadText, payloadEncoding),
        timestamp,
        Optional.empty(),
        properties);
  }

  private void readHeaders() throws IOException {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      String headerName = "";
      String value = null;
      String encoding = MessageJsonWriter.TEXT;
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        JsonToken token = json.nextToken();
        switch (field) {
          case "name" -> headerName = json.getText();
          case "value" -> value = textOrNull(token);
          case "encoding" -> encoding = json.getText();
          default -> json.skipChildren();
        }
      }
      headers.add(new Header(headerName, decoded(value, encoding)));
    }
  }

  private void readProperties() throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      properties.put(name, json.getText());
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
        "not a message in line " + json.currentLocation().getLineNr() + ": " + what,
        "--json takes what pull -o json prints; for plain lines leave --json out");
  }
}
