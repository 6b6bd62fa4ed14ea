package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of a client's properties is not to be read by anybody: Kafka quotes a wrong value. */
record Secrets(Set<String> values) {
  private static final Pattern NAME = Pattern.compile("password|secret|jaas|token|key$|private");
  private static final Pattern QUOTED = Pattern.compile("\\w+\\s*=\\s*[\"']?([^\"';\\s]+)");

  Secrets {
    values = Set.copyOf(values);
  }

  static Secrets in(Map<String, String> properties) {
    Set<String> values = new LinkedHashSet<>();
    properties.forEach(
        (name, value) -> {
          if (NAME.matcher(name.toLowerCase(Locale.ROOT)).find() && !value.isEmpty()) {
            values.add(value);
            Matcher parts = QUOTED.matcher(value);
            while (parts.find()) {
              values.add(parts.group(1));
            }
          }
        });
    return new Secrets(values);
  }

  BrokerException hidden(BrokerException failure) {
    String line = String.valueOf(failure.getMessage());
    String hidden = line;
    for (String value : values) {
      hidden = hidden.replace(value, "…");
    }
    return hidden.equals(line) ? failure : new BrokerException(hidden, failure.hint(), failure);
  }
}
