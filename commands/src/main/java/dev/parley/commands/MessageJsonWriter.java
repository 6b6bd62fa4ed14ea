package dev.parley.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Position;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Writes messages as JSON, one a line. {@link MessageJsonReader} takes them back without loss. */
final class MessageJsonWriter {
  static final String TEXT = "utf8";
  static final String BINARY = "base64";

  private final JsonGenerator json;

  MessageJsonWriter(OutputStream to) throws IOException {
    json = Json.factory().createGenerator(to);
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  void write(Message message) throws IOException {
    json.writeStartObject();
    fields(message);
    json.writeEndObject();
  }

  /** A message that a subscription received. */
  void write(String subscription, Message message, boolean redelivered) throws IOException {
    json.writeStartObject();
    json.writeStringField("subscription", subscription);
    json.writeBooleanField("redelivered", redelivered);
    fields(message);
    json.writeEndObject();
  }

  /** Ends the last line. */
  void flush() throws IOException {
    json.flush();
  }

  private void fields(Message message) throws IOException {
    json.writeStringField("system", message.destination().system());
    json.writeStringField("destination", message.destination().text());
    bytes("key", "keyEncoding", message.key());
    json.writeArrayFieldStart("headers");
    for (Header header : message.headers()) {
      json.writeStartObject();
      json.writeStringField("name", header.name());
      bytes("value", "encoding", header.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    bytes("payload", "payloadEncoding", message.payload());
    json.writeFieldName("timestamp");
    if (message.timestamp().isPresent()) {
      json.writeString(message.timestamp().get().toString());
    } else {
      json.writeNull();
    }
    json.writeFieldName("position");
    position(message.position());
    json.writeObjectFieldStart("properties");
    for (Map.Entry<String, String> property : message.properties().entrySet()) {
      json.writeStringField(property.getKey(), property.getValue());
    }
    json.writeEndObject();
  }

  private void position(Optional<Position> position) throws IOException {
    if (position.isPresent() && position.get() instanceof Position.Log log) {
      json.writeStartObject();
      json.writeNumberField("partition", log.partition());
      json.writeNumberField("offset", log.offset());
      json.writeEndObject();
    } else {
      json.writeNull();
    }
  }

  private void bytes(String name, String encodingName, Optional<Bytes> bytes) throws IOException {
    json.writeFieldName(name);
    if (bytes.isEmpty()) {
      json.writeNull();
      return;
    }
    Optional<String> text = bytes.get().text();
    json.writeString(
        text.isPresent() ? text.get() : Base64.getEncoder().encodeToString(bytes.get().unwrap()));
    json.writeStringField(encodingName, text.isPresent() ? TEXT : BINARY);
  }
}
