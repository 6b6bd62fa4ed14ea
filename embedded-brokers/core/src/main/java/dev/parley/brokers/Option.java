package dev.parley.brokers;

import java.util.List;

/**
 * One option of a command, as data: parsing, help and completion read the same line.
 *
 * @param names as typed, the long one first: {@code --header}, {@code -H}
 * @param value what stands after it, as shown in help ({@code N}, {@code FILE}); empty for a flag
 * @param choices the values there are, for {@link Kind#CHOICE}; suggestions elsewhere
 */
public record Option(
    List<String> names,
    Kind kind,
    String value,
    String description,
    List<String> choices,
    boolean repeatable) {

  /** What a value must be; also what Tab offers for it. */
  public enum Kind {
    FLAG,
    TEXT,
    /** A whole number, not negative. */
    NUMBER,
    /** A number with a unit: {@code 200ms}, {@code 5s}, {@code 2m}, {@code 1h}. */
    DURATION,
    CHOICE,
    FILE,
    DIRECTORY,
    /** The address of a destination. */
    DESTINATION,
    /** The name of a consumer group. */
    GROUP
  }

  public Option {
    names = List.copyOf(names);
    choices = List.copyOf(choices);
  }

  /** The long name without its dashes: the key in {@link Settings}. */
  public String key() {
    return names.get(0).substring(2);
  }

  public static Option flag(String name, String description) {
    return new Option(List.of("--" + name), Kind.FLAG, "", description, List.of(), false);
  }

  public static Option of(String name, Kind kind, String value, String description) {
    return new Option(List.of("--" + name), kind, value, description, List.of(), false);
  }

  public static Option choice(String name, String description, String... choices) {
    return new Option(
        List.of("--" + name),
        Kind.CHOICE,
        String.join("|", choices),
        description,
        List.of(choices),
        false);
  }
}
