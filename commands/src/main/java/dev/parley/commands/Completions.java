package dev.parley.commands;

import dev.parley.brokers.Option;
import dev.parley.notes.render.SafeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What Tab offers at the end of what was typed: commands, options, their values, and the names of
 * what exists now.
 */
public final class Completions {
  private final Commands commands;
  private final Session session;
  private final CompletionValues values;

  public Completions(Commands commands, Session session) {
    this.commands = commands;
    this.session = session;
    this.values = new CompletionValues(commands, session);
  }

  /**
   * @param complete whether the word is whole with it, so that a space follows
   */
  public record Suggestion(String value, String description, boolean complete) {}

  /**
   * The suggestions for the last word of a line that ends at the cursor; an empty word follows a
   * space.
   */
  public List<Suggestion> of(String typed) {
    List<String> words = lastCommand(typed);
    String last = words.get(words.size() - 1);
    List<Suggestion> all;
    if (words.size() == 1) {
      all =
          commands.all().stream()
              .map(definition -> new Suggestion(definition.name(), definition.summary(), true))
              .sorted(Comparator.comparing(Suggestion::value))
              .toList();
    } else {
      Optional<Definition> definition =
          commands.all().stream().filter(known -> known.name().equals(words.get(0))).findFirst();
      all =
          definition
              .map(known -> arguments(known, words.subList(1, words.size())))
              .orElse(List.of());
    }
    return all.stream()
        .filter(suggestion -> suggestion.value().regionMatches(true, 0, last, 0, last.length()))
        .map(
            suggestion ->
                new Suggestion(
                    SafeText.oneLine(suggestion.value()),
                    SafeText.oneLine(suggestion.description()),
                    suggestion.complete()))
        .toList();
  }

  /** The words since the last semicolon; the last one may be empty. */
  private static List<String> lastCommand(String typed) {
    List<Line> lines = Line.parse(typed);
    List<String> words = new ArrayList<>();
    boolean newWord = typed.isEmpty() || Character.isWhitespace(typed.charAt(typed.length() - 1));
    boolean newCommand = lines.isEmpty() || typed.stripTrailing().endsWith(";");
    if (!newCommand) {
      Line line = lines.get(lines.size() - 1);
      words.add(line.name());
      line.words().forEach(word -> words.add(word.text()));
    }
    if (newWord || newCommand) {
      words.add("");
    }
    return words;
  }

  private List<Suggestion> arguments(Definition definition, List<String> words) {
    List<Option> options =
        new ArrayList<>(
            definition.options(Definition.meant(words.get(0), session.servers().kinds())));
    options.addAll(Interpreter.COMMON);
    String last = words.get(words.size() - 1);
    if (words.size() > 1) {
      String before = words.get(words.size() - 2);
      Optional<Option> open =
          options.stream()
              .filter(
                  option -> option.names().contains(before) && option.kind() != Option.Kind.FLAG)
              .findFirst();
      if (open.isPresent()) {
        return values.of(open.get(), last);
      }
    }
    if (last.startsWith("-")) {
      return options.stream()
          .filter(
              option ->
                  option.repeatable()
                      || option.names().stream()
                          .noneMatch(words.subList(0, words.size() - 1)::contains))
          .map(option -> new Suggestion(option.names().get(0), described(option), true))
          .toList();
    }
    return parameter(definition, options, words)
        .map(known -> values.of(known, last))
        .orElse(List.of());
  }

  private static String described(Option option) {
    return option.value().isEmpty()
        ? option.description()
        : option.value() + ": " + option.description();
  }

  /** Which parameter the last word is. */
  private static Optional<Parameter> parameter(
      Definition definition, List<Option> options, List<String> words) {
    int index = 0;
    for (int i = 0; i < words.size() - 1; i++) {
      String word = words.get(i);
      if (word.startsWith("-")) {
        boolean takesNext =
            options.stream()
                .anyMatch(
                    option -> option.names().contains(word) && option.kind() != Option.Kind.FLAG);
        i += takesNext ? 1 : 0;
      } else {
        index++;
      }
    }
    List<Parameter> parameters = definition.parameters();
    if (!parameters.isEmpty()
        && parameters.get(parameters.size() - 1).arity() == Parameter.Arity.ANY) {
      index = Math.min(index, parameters.size() - 1);
    }
    return index < parameters.size() ? Optional.of(parameters.get(index)) : Optional.empty();
  }
}
