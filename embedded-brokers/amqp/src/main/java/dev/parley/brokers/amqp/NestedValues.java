package dev.parley.brokers.amqp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
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
import java.util.Set;
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
  private static final Set<String> FIELDS = Set.of("type", "value", "encoding");

  /** Of a name that comes again, one of the two would be lost. */
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

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
   * Takes plain JSON, too: true is a bool, 5 an int or a long, 0.5 a double, null void, and an
   * object that does not say a type and a value is a table.
   *
   * @param name of the header, for the message if it does not fit
   * @param type {@code array} or {@code table}
   */
  static Object read(String name, String type, String text) {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      Object value = value(name, parsed(json), 0);
      if (json.nextToken() != null || value == null || !type.equals(HeaderValues.type(value))) {
        throw new IllegalArgumentException("another value, or more than one");
      }
      return value;
    } catch (IOException malformed) {
      throw HeaderValues.unfit(name, type, text, malformed);
    }
  }

  /** As JSON has it: a list, a map, a text, a number, true, false or null. */
  private static @Nullable Object parsed(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == null) {
      throw new IllegalArgumentException("nothing");
    }
    return switch (token) {
      case START_ARRAY -> {
        List<@Nullable Object> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          values.add(parsed(json));
        }
        yield values;
      }
      case START_OBJECT -> {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String field = json.currentName();
          json.nextToken();
          values.put(field, parsed(json));
        }
        yield values;
      }
      case VALUE_STRING -> json.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json);
      default -> throw new IllegalArgumentException(token.asString());
    };
  }

  private static Object number(JsonParser json) throws IOException {
    return switch (json.getNumberType()) {
      case INT -> json.getIntValue();
      case LONG -> json.getLongValue();
      case BIG_INTEGER -> throw new IllegalArgumentException("larger than a long");
      default -> HeaderValues.number(json.getText());
    };
  }

  /**
   * @param parsed what {@link #parsed} gave
   */
  private static @Nullable Object value(String name, @Nullable Object parsed, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("too deep");
    }
    if (parsed instanceof List<?> array) {
      List<@Nullable Object> values = new ArrayList<>();
      for (Object each : array) {
        values.add(element(name, each, depth + 1));
      }
      return values;
    }
    if (parsed instanceof Map<?, ?> table) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      table.forEach(
          (field, each) -> values.put(String.valueOf(field), element(name, each, depth + 1)));
      return values;
    }
    return parsed;
  }

  private static @Nullable Object element(String name, @Nullable Object parsed, int depth) {
    return parsed instanceof Map<?, ?> fields && saysItsType(fields)
        ? typed(name, fields, depth)
        : value(name, parsed, depth);
  }

  private static boolean saysItsType(Map<?, ?> fields) {
    return fields.get("type") instanceof String
        && fields.containsKey("value")
        && FIELDS.containsAll(fields.keySet());
  }

  private static @Nullable Object typed(String name, Map<?, ?> fields, int depth) {
    String type = String.valueOf(fields.get("type"));
    Object value = fields.get("value");
    if (type.equals("void")) {
      return null;
    }
    if (value == null) {
      throw new IllegalArgumentException("no value of type " + type);
    }
    if (value instanceof List<?> || value instanceof Map<?, ?>) {
      if (!type.equals(HeaderValues.type(value))) {
        throw new IllegalArgumentException("no value of type " + type);
      }
      return value(name, value, depth);
    }
    String text = value.toString();
    boolean binary = BASE64.equals(fields.get("encoding"));
    Bytes octets = binary ? Bytes.wrap(Base64.getDecoder().decode(text)) : Bytes.utf8(text);
    return switch (type) {
      case "string" -> HeaderValues.text(octets);
      case "bytes" -> octets.unwrap();
      default -> HeaderValues.value(name, type, text);
    };
  }
}
