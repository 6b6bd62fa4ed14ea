package dev.parley.commands;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.parley.brokers.Bytes;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/** JSON values without the white space between their parts; numbers stay as they are written. */
final class CompactJson {
  private final JsonFactory factory = Json.factory();

  /** The value that a payload is; empty if it is no JSON, or more than one value. */
  Optional<String> of(Bytes payload) {
    return payload.text().filter(CompactJson::mayBe).flatMap(this::whole);
  }

  /** Most of what is no JSON is seen at its first character. */
  private static boolean mayBe(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c > ' ') {
        return "{[\"-tfn".indexOf(c) >= 0 || (c >= '0' && c <= '9');
      }
    }
    return false;
  }

  private Optional<String> whole(String text) {
    try (JsonParser json = factory.createParser(text)) {
      json.nextToken();
      String value = at(json);
      return json.nextToken() == null ? Optional.of(value) : Optional.empty();
    } catch (JsonProcessingException noJson) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value that begins at the parser's token; the parser is left at its end. */
  String at(JsonParser json) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator to = factory.createGenerator(text)) {
      int depth = 0;
      do {
        JsonToken token = json.currentToken();
        if (token.isNumeric()) {
          to.writeNumber(json.getText());
        } else {
          to.copyCurrentEvent(json);
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      } while (depth > 0 && json.nextToken() != null);
    }
    return text.toString();
  }
}
