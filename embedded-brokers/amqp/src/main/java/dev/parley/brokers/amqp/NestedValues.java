package dev.parley.brokers.amqp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.rabbitmq.client.LongString;
import dev.parley.brokers.Bytes;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Arrays and tables as JSON. A text is a string; anything else says its type: {@code
 * {"type":"int","value":"5"}}, an array or a table with its own JSON as the value, and octets as
 * {@code {"type":"bytes","value":"AAE=","encoding":"base64"}}.
 */
final class NestedValues {
  /** As deep as the client reads. */
  private static final int DEEPEST = 32;

  private static final String BASE64 = "base64";
  private static final JsonFactory JSON = new JsonFactory();

  private NestedValues() {}

  static String write(Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      collection(json, value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static void collection(JsonGenerator json, Object value) throws IOException {
    if (value instanceof List<?> array) {
      json.writeStartArray();
      for (Object each : array) {
        element(json, each);
      }
      json.writeEndArray();
    } else {
      json.writeStartObject();
      for (Map.Entry<?, ?> field : new TreeMap<>((Map<?, ?>) value).entrySet()) {
        json.writeFieldName(String.valueOf(field.getKey()));
        element(json, field.getValue());
      }
      json.writeEndObject();
    }
  }

  private static void element(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof LongString text) {
      Bytes octets = Bytes.wrap(text.getBytes());
      if (octets.text().isPresent()) {
        json.writeString(octets.text().get());
      } else {
        octets(json, "string", octets.unwrap());
      }
    } else if (value instanceof byte[] array) {
      octets(json, "bytes", array);
    } else {
      json.writeStartObject();
      json.writeStringField("type", HeaderValues.type(value));
      json.writeFieldName("value");
      if (value == null) {
        json.writeNull();
      } else if (value instanceof List<?> || value instanceof Map<?, ?>) {
        collection(json, value);
      } else {
        json.writeString(HeaderValues.written(value));
      }
      json.writeEndObject();
    }
  }

  private static void octets(JsonGenerator json, String type, byte[] octets) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeStringField("value", Base64.getEncoder().encodeToString(octets));
    json.writeStringField("encoding", BASE64);
    json.writeEndObject();
  }

  /**
   * @param name of the header, for the message if it does not fit
   * @param type {@code array} or {@code table}
   */
  static Object read(String name, String type, String text) {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      Object value = collection(name, type, json, 1);
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("more than one value");
      }
      return value;
    } catch (IOException malformed) {
      throw HeaderValues.unfit(name, type, text, malformed);
    }
  }

  private static Object collection(String name, String type, JsonParser json, int depth)
      throws IOException {
    boolean array = type.equals("array");
    if (depth > DEEPEST
        || json.currentToken() != (array ? JsonToken.START_ARRAY : JsonToken.START_OBJECT)) {
      throw new IllegalArgumentException(type);
    }
    if (array) {
      List<@Nullable Object> values = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        values.add(element(name, json, depth));
      }
      return values;
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      values.put(field, element(name, json, depth));
    }
    return values;
  }

  private static @Nullable Object element(String name, JsonParser json, int depth)
      throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("neither a text nor an object");
    }
    String type = "";
    String text = null;
    Object nested = null;
    boolean binary = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "type" -> type = json.getText();
        case "encoding" -> binary = json.getText().equals(BASE64);
        case "value" -> {
          switch (json.currentToken()) {
            case START_ARRAY -> nested = collection(name, "array", json, depth + 1);
            case START_OBJECT -> nested = collection(name, "table", json, depth + 1);
            case VALUE_STRING -> text = json.getText();
            case VALUE_NULL -> text = null;
            default -> throw new IllegalArgumentException("a value is written as a string");
          }
        }
        default -> throw new IllegalArgumentException("no field " + field);
      }
    }
    if (nested != null && type.equals(HeaderValues.type(nested))) {
      return nested;
    }
    if (type.equals("void")) {
      return null;
    }
    if (text == null) {
      throw new IllegalArgumentException("no value of type " + type);
    }
    Bytes octets = binary ? Bytes.wrap(Base64.getDecoder().decode(text)) : Bytes.utf8(text);
    return switch (type) {
      case "string" -> HeaderValues.text(octets);
      case "bytes" -> octets.unwrap();
      default -> HeaderValues.value(name, type, text);
    };
  }
}
