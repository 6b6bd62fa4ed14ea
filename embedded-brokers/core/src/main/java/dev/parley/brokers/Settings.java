package dev.parley.brokers;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of the options that were given, by {@link Option#key}. A flag that was given has the
 * value {@code true}.
 */
public record Settings(Map<String, List<String>> values) {
  public static final Settings NONE = new Settings(Map.of());

  public Settings {
    values = Map.copyOf(values);
  }

  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** The last value given. */
  public Optional<String> text(String key) {
    List<String> given = values.getOrDefault(key, List.of());
    return given.isEmpty() ? Optional.empty() : Optional.of(given.get(given.size() - 1));
  }

  /** With a value for an option that was not given. */
  public Settings orDefault(String key, String value) {
    if (has(key)) {
      return this;
    }
    Map<String, List<String>> all = new HashMap<>(values);
    all.put(key, List.of(value));
    return new Settings(all);
  }

  public List<String> all(String key) {
    return values.getOrDefault(key, List.of());
  }

  /**
   * @throws BrokerException if the value is not a whole number
   */
  public Optional<Long> number(String key) {
    return text(key).map(value -> parseNumber(key, value));
  }

  /**
   * @throws BrokerException if the value is not a duration
   */
  public Optional<Duration> duration(String key) {
    return text(key).map(value -> parseDuration(key, value));
  }

  /** A value in a sentence, where an empty one would be a hole. */
  public static String shown(String value) {
    return value.isEmpty() ? "''" : value;
  }

  private static long parseNumber(String key, String value) {
    try {
      long number = Long.parseLong(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, as for a negative one.
    }
    String what =
        value.matches("\\d+")
            ? " takes at most " + Long.MAX_VALUE + ", not "
            : value.matches("-\\d+")
                ? " takes no negative number: "
                : " takes a whole number, not ";
    throw BrokerException.notUnderstood(
        "--" + key + what + shown(value),
        "for example --" + key + (key.equals("port") ? " 9092" : " 3"));
  }

  private static Duration parseDuration(String key, String value) {
    int digits = 0;
    while (digits < value.length() && Character.isDigit(value.charAt(digits))) {
      digits++;
    }
    if (digits > 0 && digits < 10) {
      long amount = Long.parseLong(value.substring(0, digits));
      Optional<Duration> duration =
          switch (value.substring(digits)) {
            case "ms" -> Optional.of(Duration.ofMillis(amount));
            case "s" -> Optional.of(Duration.ofSeconds(amount));
            case "m" -> Optional.of(Duration.ofMinutes(amount));
            case "h" -> Optional.of(Duration.ofHours(amount));
            case "d" -> Optional.of(Duration.ofDays(amount));
            default -> Optional.empty();
          };
      if (duration.isPresent()) {
        return duration.get();
      }
    }
    throw BrokerException.notUnderstood(
        "--" + key + " takes a duration, not " + shown(value),
        "a number and ms, s, m, h or d: --" + key + " 200ms");
  }
}
