package dev.parley.commands;

import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.Option;
import dev.parley.brokers.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A command as data plus its maker: help and completion read the data and load neither the command
 * nor picocli.
 *
 * @param verb whose options the systems add to; empty if they add none
 */
public record Definition(
    String name,
    Group group,
    String summary,
    List<String> examples,
    List<Parameter> parameters,
    List<Option> options,
    Optional<Verb> verb,
    Function<Session, Command> maker) {

  public Definition {
    examples = List.copyOf(examples);
    parameters = List.copyOf(parameters);
    options = List.copyOf(options);
  }

  /** Its own options and those that the systems add. */
  public List<Option> options(List<BrokerKind> kinds) {
    if (verb.isEmpty()) {
      return options;
    }
    List<Option> all = new ArrayList<>(options);
    for (BrokerKind kind : kinds) {
      for (Option option : kind.options(verb.get())) {
        if (all.stream().noneMatch(known -> known.key().equals(option.key()))) {
          all.add(option);
        }
      }
    }
    return all;
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
    private final List<String> examples = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Option> options = new ArrayList<>();
    private Optional<Verb> verb = Optional.empty();

    private Builder(String name, Group group, String summary) {
      this.name = name;
      this.group = group;
      this.summary = summary;
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
      return new Definition(name, group, summary, examples, parameters, options, verb, maker);
    }
  }
}
