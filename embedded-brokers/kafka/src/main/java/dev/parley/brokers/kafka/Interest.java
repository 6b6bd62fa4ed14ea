package dev.parley.brokers.kafka;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The topics that a subscription is for: one, or all whose names match, where {@code *} stands for
 * any characters.
 */
record Interest(String name) implements Predicate<String> {
  boolean many() {
    return name.indexOf('*') >= 0;
  }

  Pattern pattern() {
    return Pattern.compile(
        Arrays.stream(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
  }

  @Override
  public boolean test(String topic) {
    return many()
        ? !topic.startsWith("__") && pattern().matcher(topic).matches()
        : topic.equals(name);
  }
}
