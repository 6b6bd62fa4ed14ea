package dev.parley.commands;

import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.Option;
import dev.parley.brokers.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command as data plus its maker: help and completion read the data and load neither the command
 * nor picocli.
 *
 * @param remarks what a reader of its help has to know besides
 * @param verb whose options the systems add to; empty if they add none
 */
public record Definition(
    String name,
    Group group,
    String summary,
    List<String> remarks,
    List<String> examples,
    List<Parameter> parameters,
    List<Option> options,
    Optional<Verb> verb,
    Function<Session, Command> maker) {

  public Definition {
    remarks = List.copyOf(remarks);
    examples = List.copyOf(examples);
    parameters = List.copyOf(parameters);
    options = List.copyOf(options);
  }

  /** Its own options and those that the systems add. */
  public List<Option> options(List<BrokerKind> kinds) {
    if (verb.isEmpty()) {
      return options;
    }
    Map<String, Option> all = new LinkedHashMap<>();
    options.forEach(option -> all.put(option.key(), option));
    for (BrokerKind kind : kinds) {
      kind.options(verb.get())
          .forEach(option -> all.merge(option.key(), begun(option), Definition::together));
    }
    return List.copyOf(all.values());
  }

  /**
   * What an option means, and the systems for which it means that; no systems, if it means the same
   * for all.
   */
  public Map<String, List<String>> meanings(Option option, List<BrokerKind> kinds) {
    Map<String, List<String>> meanings = new LinkedHashMap<>();
    if (verb.isPresent() && options.stream().noneMatch(own -> own.key().equals(option.key()))) {
      for (BrokerKind kind : kinds) {
        kind.options(verb.get()).stream()
            .filter(theirs -> theirs.key().equals(option.key()))
            .map(theirs -> begun(theirs).description())
            .forEach(
                meaning ->
                    meanings
                        .computeIfAbsent(meaning, systems -> new ArrayList<>())
                        .add(kind.system()));
      }
    }
    boolean all = meanings.size() == 1 && meanings.containsValue(systems(kinds));
    return meanings.isEmpty() || all ? Map.of(option.description(), List.of()) : meanings;
  }

  private static List<String> systems(List<BrokerKind> kinds) {
    return kinds.stream().map(BrokerKind::system).toList();
  }

  /** Described as the commands describe their own: with a capital letter. */
  private static Option begun(Option option) {
    return new Option(
        option.names(),
        option.kind(),
        option.value(),
        option.description().substring(0, 1).toUpperCase(Locale.ROOT)
            + option.description().substring(1),
        option.choices(),
        option.repeatable());
  }

  /** One that several systems have: every value that any of them takes. */
  private static Option together(Option known, Option more) {
    Set<String> choices = new LinkedHashSet<>(known.choices());
    choices.addAll(more.choices());
    return new Option(
        known.names(),
        known.kind(),
        known.kind() == Option.Kind.CHOICE ? String.join("|", choices) : known.value(),
        known.description(),
        List.copyOf(choices),
        known.repeatable());
  }

  /**
   * Makes sure that nothing was given that the system would ignore.
   *
   * @throws UserException that names the option
   */
  void check(Arguments arguments, List<BrokerKind> kinds) {
    if (verb.isEmpty() || parameters.isEmpty() || arguments.words().isEmpty()) {
      return;
    }
    List<BrokerKind> meant = meant(arguments.first(), kinds);
    if (meant.size() == 1) {
      String system = meant.get(0).system();
      List<Option> theirs = meant.get(0).options(verb.get());
      arguments.settings().values().forEach((key, values) -> check(key, values, system, theirs));
    }
  }

  /** The system that a word names, as {@code kafka:orders} does; all, if it names none. */
  static List<BrokerKind> meant(String word, List<BrokerKind> kinds) {
    String system = word.split("[:/]", 2)[0];
    List<BrokerKind> named = kinds.stream().filter(kind -> kind.system().equals(system)).toList();
    return named.isEmpty() ? kinds : named;
  }

  private void check(String key, List<String> values, String system, List<Option> theirs) {
    if (options.stream().anyMatch(own -> own.key().equals(key))
        || Interpreter.COMMON.stream().anyMatch(common -> common.key().equals(key))) {
      return;
    }
    Option option =
        theirs.stream()
            .filter(one -> one.key().equals(key))
            .findFirst()
            .orElseThrow(
                () ->
                    UserException.notUnderstood(
                        system + " has no --" + key + " for " + name,
                        theirs.isEmpty()
                            ? "help " + name
                            : "it has "
                                + Stream.concat(theirs.stream(), options.stream())
                                    .map(one -> "--" + one.key())
                                    .collect(Collectors.joining(", "))));
    for (String value : values) {
      if (option.kind() == Option.Kind.CHOICE && !option.choices().contains(value)) {
        throw UserException.notUnderstood(
            system + " takes --" + key + " " + either(option.choices()) + ", not " + value, "");
      }
    }
  }

  /** {@code auto, manual or none}. */
  static String either(List<String> choices) {
    int last = choices.size() - 1;
    return last < 1
        ? String.join("", choices)
        : String.join(", ", choices.subList(0, last)) + " or " + choices.get(last);
  }

  /** Whether the last parameter is a payload or the raw rest. */
  boolean takesPayload() {
    return !parameters.isEmpty() && last().kind() == Parameter.Kind.PAYLOAD;
  }

  boolean takesRest() {
    return !parameters.isEmpty() && last().kind() == Parameter.Kind.REST;
  }

  private Parameter last() {
    return parameters.get(parameters.size() - 1);
  }

  /** For the list of {@link Commands}. */
  public static Builder named(String name, Group group, String summary) {
    return new Builder(name, group, summary);
  }

  /** Collects what a definition has; {@link #made} ends it. */
  public static final class Builder {
    private final String name;
    private final Group group;
    private final String summary;
    private final List<String> remarks = new ArrayList<>();
    private final List<String> examples = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Option> options = new ArrayList<>();
    private Optional<Verb> verb = Optional.empty();

    private Builder(String name, Group group, String summary) {
      this.name = name;
      this.group = group;
      this.summary = summary;
    }

    /** What help says below the summary. */
    public Builder remark(String... sentences) {
      remarks.addAll(List.of(sentences));
      return this;
    }

    public Builder example(String... lines) {
      examples.addAll(List.of(lines));
      return this;
    }

    public Builder takes(Parameter... given) {
      parameters.addAll(List.of(given));
      return this;
    }

    public Builder option(Option... given) {
      options.addAll(List.of(given));
      return this;
    }

    public Builder extendedBySystems(Verb by) {
      verb = Optional.of(by);
      return this;
    }

    public Definition made(Function<Session, Command> maker) {
      return new Definition(
          name, group, summary, remarks, examples, parameters, options, verb, maker);
    }
  }
}
