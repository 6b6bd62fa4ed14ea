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

  /** Of a value of several words, as that of JAAS is; which of them is wrong, nobody knows. */
  private static final Pattern WORD = Pattern.compile("[^\"'=;\\s]{3,}");

  /** What such a value has to have, and no secret. */
  private static final Pattern COMMON =
      Pattern.compile(
          "(?i).*LoginModule|required|requisite|sufficient|optional|username|password|true|false");

  Secrets {
    values = Set.copyOf(values);
  }

  static Secrets in(Map<String, String> properties) {
    Set<String> values = new LinkedHashSet<>();
    properties.forEach(
        (name, value) -> {
          if (NAME.matcher(name.toLowerCase(Locale.ROOT)).find() && !value.isEmpty()) {
            values.add(value);
            Matcher parts = WORD.matcher(value);
            while (parts.find()) {
              if (!COMMON.matcher(parts.group()).matches()) {
                values.add(parts.group());
              }
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
