package dev.parley.commands.messages;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.commands.Arguments;
import dev.parley.commands.Json;
import dev.parley.commands.Output;
import dev.parley.commands.Styles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A payload that looks like JSON and is none: it is sent as typed, and the writer is told. */
final class JsonDoubt {
  private JsonDoubt() {}

  /** Says what is wrong; nothing about a payload in quotes, which is meant as it is. */
  static void tell(Arguments arguments, Output output) {
    boolean counted = arguments.settings().has("count") || arguments.settings().has("rate");
    String payload = arguments.payload().orElse("");
    boolean looks = payload.startsWith("{") || payload.startsWith("[");
    if (looks && !arguments.quoted()) {
      // The counter of many messages stands for a number.
      fault(counted ? payload.replace("{n}", "1") : payload)
          .ifPresent(
              fault ->
                  output.say(
                      Styles.line(
                          Styles.NUMBER,
                          "not JSON: " + fault,
                          Styles.QUIET,
                          " — sent as typed; quotes say that it is meant so")));
    }
  }

  /** What is wrong, in a few words. */
  static Optional<String> fault(String payload) {
    try (JsonParser json = Json.factory().createParser(payload)) {
      json.nextToken();
      json.skipChildren();
      return json.nextToken() == null
          ? Optional.empty()
          : Optional.of("more stands behind its end");
    } catch (JsonProcessingException e) {
      String said = String.valueOf(e.getOriginalMessage());
      return Optional.of(said.split("[:(\n]", 2)[0].strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
