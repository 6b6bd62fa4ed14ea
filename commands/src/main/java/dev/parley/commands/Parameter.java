package dev.parley.commands;

/**
 * A word that stands without an option's name.
 *
 * @param name as shown in help
 * @param kind what it must be; also what Tab offers for it
 * @param arity how often
 */
public record Parameter(String name, Kind kind, Arity arity, String description) {
  public enum Kind {
    DESTINATION,
    SYSTEM,
    /** A system that runs, or a publish in the background. */
    SERVER,
    CONTEXT,
    SUBSCRIPTION,
    /** A subscription, or a publish in the background. */
    BACKGROUND,
    /** A subscription, or a node as in {@code kafka/2}. */
    CONSUMER_OR_NODE,
    NOTE,
    SECTION,
    CELL,
    COMMAND,
    LANGUAGE,
    DIRECTORY,
    TEXT,
    /** As typed, up to the first option; see {@link Line}. */
    PAYLOAD,
    /** Everything behind the command's name, as typed. */
    REST
  }

  public enum Arity {
    ONE,
    OPTIONAL,
    ANY
  }

  public static Parameter one(String name, Kind kind, String description) {
    return new Parameter(name, kind, Arity.ONE, description);
  }

  public static Parameter optional(String name, Kind kind, String description) {
    return new Parameter(name, kind, Arity.OPTIONAL, description);
  }

  public static Parameter any(String name, Kind kind, String description) {
    return new Parameter(name, kind, Arity.ANY, description);
  }
}
