package dev.parley.commands;

import dev.parley.brokers.Option;
import dev.parley.brokers.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Reads the words of one line by its command's definition. The picocli tree is built for this line
 * alone, of its options.
 */
final class ArgumentParser {
  /** Pipes, redirections, lists and jobs (POSIX, XCU 2). */
  private static final Pattern OTHER_SHELLS = Pattern.compile("\\|\\|?|&&?|\\d?>>?(&\\d)?|<<?");

  private final Definition definition;
  private final List<Option> options;

  ArgumentParser(Definition definition, List<Option> options) {
    this.definition = definition;
    this.options = options;
  }

  Arguments parse(Line line) {
    if (definition.takesRest()) {
      return new Arguments(
          List.of(),
          line.rest().isEmpty() ? Optional.empty() : Optional.of(line.rest()),
          false,
          Settings.NONE);
    }
    if (!definition.takesPayload() && !takesAnyNumber()) {
      line.words().stream().filter(ArgumentParser::isOfOtherShells).findFirst().ifPresent(this::no);
    }
    List<String> optionWords = new ArrayList<>();
    List<Word> positional = new ArrayList<>();
    sort(line, optionWords, positional);
    int fixed = definition.parameters().size() - (definition.takesPayload() ? 1 : 0);
    Optional<String> payload = Optional.empty();
    boolean quoted = false;
    if (definition.takesPayload() && positional.size() > fixed) {
      List<Word> words = positional.subList(fixed, positional.size());
      payload = Optional.of(payload(line, words));
      char first = line.source().charAt(words.get(0).start());
      quoted = first == '"' || first == '\'';
      positional = positional.subList(0, fixed);
    }
    requireWords(positional);
    requireAll(positional.size());
    requireNoMore(line, positional, fixed);
    // Picocli takes longer to load than most commands take to run.
    Settings settings = optionWords.isEmpty() ? Settings.NONE : settings(optionWords);
    return new Arguments(positional.stream().map(Word::text).toList(), payload, quoted, settings);
  }

  private static boolean isOfOtherShells(Word word) {
    return !word.quoted() && OTHER_SHELLS.matcher(word.text()).matches();
  }

  private void no(Word word) {
    throw UserException.notUnderstood(
        word.text() + " means nothing here: parley has no pipes, redirections or jobs",
        "in your own shell: parley -e '" + definition.name() + " …' " + word.text() + " …");
  }

  /** Options with their values to one side, the other words, in their order, to the other. */
  private void sort(Line line, List<String> optionWords, List<Word> positional) {
    List<Word> words = line.words();
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      if (!word.isOption()) {
        positional.add(word);
        continue;
      }
      optionWords.add(word.text());
      int equals = word.text().indexOf('=');
      String name = equals > 0 ? word.text().substring(0, equals) : word.text();
      boolean hasValue = equals > 0;
      Option known =
          options.stream()
              .filter(option -> option.names().contains(name))
              .findFirst()
              .orElseThrow(() -> unknown(name));
      if (hasValue) {
        requireWhole(line, word, equals + 1, "");
      } else if (known.kind() != Option.Kind.FLAG && i + 1 < words.size()) {
        Word value = words.get(++i);
        requireWhole(line, value, 0, name + " ");
        optionWords.add(value.text());
      }
    }
  }

  /**
   * Refuses a value that is half of a quoted text: a quote inside a word, or before another
   * character than a blank, does not join words.
   *
   * @param from where the value begins in the word
   */
  private static void requireWhole(Line line, Word word, int from, String before) {
    String text = word.text();
    boolean plain = !word.quoted() && text.length() == word.end() - word.start();
    char quote = line.typed() && plain ? Quotes.leftOpen(text.substring(from)) : 0;
    if (quote == 0) {
      return;
    }
    line.words().stream()
        .filter(later -> later.start() >= word.end() && !later.quoted())
        .filter(later -> later.text().indexOf(quote) >= 0)
        .findFirst()
        .ifPresent(
            later -> {
              String value = line.source().substring(word.start() + from, later.end());
              throw UserException.notUnderstood(
                  "a quote opens in " + text + " and closes in " + later.text() + ": two words",
                  "a value with a blank is quoted whole: "
                      + before
                      + text.substring(0, from)
                      + Quotes.typed(value.replace(String.valueOf(quote), "")));
            });
  }

  /**
   * One quoted or bracketed word is the payload; several words are one, with the spaces between
   * them as typed.
   */
  private static String payload(Line line, List<Word> words) {
    if (words.size() == 1) {
      return words.get(0).text();
    }
    for (int i = 1; i < words.size(); i++) {
      String between = line.source().substring(words.get(i - 1).end(), words.get(i).start());
      if (!between.isBlank()) {
        throw UserException.notUnderstood(
            "the payload is in two places: before and behind " + between.strip(),
            "put the options behind the payload, or quote the payload");
      }
    }
    String text = line.source().substring(words.get(0).start(), words.get(words.size() - 1).end());
    // Quotes inside a quoted payload end words of it, but not the payload.
    return Quotes.enclose(text) ? text.substring(1, text.length() - 1) : text;
  }

  private Settings settings(List<String> words) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(new Object()).name(definition.name());
    spec.parser()
        .collectErrors(false)
        .splitQuotedStrings(false)
        .posixClusteredShortOptionsAllowed(false);
    for (Option option : options) {
      boolean flag = option.kind() == Option.Kind.FLAG;
      spec.addOption(
          OptionSpec.builder(option.names().toArray(String[]::new))
              .type(flag ? boolean.class : option.repeatable() ? List.class : String.class)
              .auxiliaryTypes(flag ? boolean.class : String.class)
              .arity(flag ? "0" : "1")
              .paramLabel(option.value())
              .build());
    }
    try {
      CommandLine.ParseResult result =
          new CommandLine(spec)
              .setTrimQuotes(false)
              // A value that begins with @ is one, and no file of options.
              .setExpandAtFiles(false)
              .parseArgs(words.toArray(String[]::new));
      return collected(result);
    } catch (CommandLine.ParameterException e) {
      throw UserException.notUnderstood(String.valueOf(e.getMessage()), example());
    }
  }

  private Settings collected(CommandLine.ParseResult result) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (OptionSpec matched : result.matchedOptions()) {
      String key = matched.longestName().substring(2);
      values.put(
          key,
          List.copyOf(matched.stringValues().isEmpty() ? List.of("true") : matched.stringValues()));
    }
    for (Option option : options) {
      for (String value : values.getOrDefault(option.key(), List.of())) {
        if (option.kind() == Option.Kind.CHOICE && !option.choices().contains(value)) {
          throw UserException.notUnderstood(
              "--"
                  + option.key()
                  + " takes "
                  + Definition.either(option.choices())
                  + ", not "
                  + Settings.shown(value),
              "for example --" + option.key() + " " + option.choices().get(0));
        }
      }
    }
    Settings settings = new Settings(values);
    for (Option option : options) {
      switch (option.kind()) {
        case NUMBER -> settings.number(option.key());
        case DURATION -> settings.duration(option.key());
        case FILE, DIRECTORY, DESTINATION, GROUP -> {
          if (settings.all(option.key()).contains("")) {
            throw UserException.notUnderstood("--" + option.key() + " needs a value", example());
          }
        }
        case FLAG, TEXT, CHOICE -> {}
      }
    }
    return settings;
  }

  /** An empty word means nothing: a variable of a script, most often, that was not set. */
  private void requireWords(List<Word> given) {
    if (given.stream().anyMatch(word -> word.text().isEmpty())) {
      throw UserException.notUnderstood(definition.name() + " was given an empty word", example());
    }
  }

  private void requireAll(int given) {
    int index = 0;
    for (Parameter parameter : definition.parameters()) {
      if (parameter.arity() == Parameter.Arity.ONE && index >= given) {
        throw UserException.notUnderstood(
            definition.name() + " needs " + parameter.name(), example());
      }
      index++;
    }
  }

  private void requireNoMore(Line line, List<Word> given, int most) {
    if (!takesAnyNumber() && given.size() > most) {
      given.forEach(word -> requireWhole(line, word, 0, ""));
      throw UserException.notUnderstood(
          definition.name() + " does not take so many words: " + given.get(most).text(), example());
    }
  }

  private boolean takesAnyNumber() {
    return definition.parameters().stream()
        .anyMatch(parameter -> parameter.arity() == Parameter.Arity.ANY);
  }

  private String example() {
    return definition.examples().isEmpty()
        ? "help " + definition.name()
        : "for example: " + definition.examples().get(0);
  }

  private UserException unknown(String name) {
    if (name.equals("--")) {
      return UserException.notUnderstood(
          "there is no -- here", "a word that looks like an option goes in quotes");
    }
    List<String> names = options.stream().flatMap(option -> option.names().stream()).toList();
    return UserException.notUnderstood(
        definition.name() + " has no option " + name,
        Similar.to(name, names)
            .map(near -> "did you mean " + near + "?")
            .orElse("help " + definition.name()));
  }
}
