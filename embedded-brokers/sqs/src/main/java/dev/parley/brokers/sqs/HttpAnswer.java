package dev.parley.brokers.sqs;

import dev.parley.brokers.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of HTTP.
 *
 * @param headers by their names in lower case
 */
record HttpAnswer(int status, String reason, Map<String, List<String>> headers, Bytes body) {
  Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }
}
