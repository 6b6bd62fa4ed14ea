package dev.parley.commands;

import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Option;
import dev.parley.commands.Completions.Suggestion;
import dev.parley.notes.Cell;
import dev.parley.notes.Language;
import dev.parley.notes.Note;
import dev.parley.notes.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What there is to choose from: values of options, names of what exists now. */
final class CompletionValues {
  private static final int MOST_FILES = 200;
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private final Commands commands;
  private final Session session;

  CompletionValues(Commands commands, Session session) {
    this.commands = commands;
    this.session = session;
  }

  /**
   * The values of an option.
   *
   * @param begun what is typed of the value
   */
  List<Suggestion> of(Option option, String begun) {
    return switch (option.kind()) {
      case CHOICE, TEXT, NUMBER, DURATION, FLAG ->
          Stream.concat(option.choices().stream(), examples(option).stream())
              .distinct()
              .map(choice -> new Suggestion(choice, "", true))
              .toList();
      case FILE -> files(begun, path -> true);
      case DIRECTORY -> files(begun, path -> false);
      case DESTINATION -> destinations();
      case GROUP -> groups();
    };
  }

  private static List<String> examples(Option option) {
    return switch (option.kind()) {
      case DURATION -> List.of("200ms", "1s", "5s", "30s");
      case NUMBER -> List.of("1", "3", "10", "1000");
      case FLAG, TEXT, CHOICE, FILE, DIRECTORY, DESTINATION, GROUP -> List.of();
    };
  }

  /**
   * The values of a parameter.
   *
   * @param begun what is typed of the value
   */
  List<Suggestion> of(Parameter parameter, String begun) {
    return switch (parameter.kind()) {
      case DESTINATION -> destinations();
      case SYSTEM ->
          session.servers().kinds().stream()
              .map(kind -> new Suggestion(kind.system(), kind.title(), true))
              .toList();
      case SERVER ->
          Stream.concat(
                  session.servers().running().stream()
                      .map(
                          running ->
                              new Suggestion(
                                  running.server().system(), running.server().endpoint(), true)),
                  publications())
              .toList();
      case CONTEXT ->
          session.contexts().all().stream()
              .map(context -> new Suggestion(context.name(), context.url(), true))
              .toList();
      case SUBSCRIPTION -> subscriptions().toList();
      case BACKGROUND -> Stream.concat(subscriptions(), publications()).toList();
      case CONSUMER_OR_NODE -> Stream.concat(subscriptions(), nodes()).toList();
      case NOTE -> isPath(begun) ? files(begun, CompletionValues::isNote) : notes();
      case SECTION -> sections();
      case CELL -> isPath(begun) ? files(begun, CompletionValues::isNote) : cells();
      case COMMAND ->
          commands.all().stream()
              .map(known -> new Suggestion(known.name(), known.summary(), true))
              .toList();
      case LANGUAGE ->
          Stream.of(Language.values())
              .map(
                  language ->
                      new Suggestion(
                          language.code(), language.name().toLowerCase(Locale.ROOT), true))
              .toList();
      case DIRECTORY -> files(begun, path -> false);
      case TEXT, PAYLOAD, REST -> List.of();
    };
  }

  private Stream<Suggestion> subscriptions() {
    return session.subscriptions().all().stream()
        .map(
            entry ->
                new Suggestion(entry.request().name(), entry.request().address().text(), true));
  }

  private Stream<Suggestion> publications() {
    return session.publications().all().stream()
        .map(entry -> new Suggestion(entry.name(), "publishes to " + entry.address().text(), true));
  }

  private Stream<Suggestion> nodes() {
    return session.servers().running().stream()
        .map(Servers.Running::server)
        .filter(server -> server.nodes().size() > 1)
        .flatMap(
            server ->
                server.nodes().stream()
                    .map(
                        node ->
                            new Suggestion(
                                server.system() + "/" + node.number(), node.endpoint(), true)));
  }

  private List<Suggestion> destinations() {
    List<Suggestion> suggestions =
        asked(
            broker ->
                broker.list().rows().stream()
                    .map(row -> new Suggestion(String.valueOf(row.get(0)), "", true))
                    .toList());
    if (suggestions.isEmpty()) {
      session
          .servers()
          .kinds()
          .forEach(
              kind -> suggestions.add(new Suggestion(kind.system() + ":", kind.title(), false)));
    }
    return suggestions;
  }

  private List<Suggestion> groups() {
    return asked(
        broker -> broker.groups().stream().map(group -> new Suggestion(group, "", true)).toList());
  }

  /** What the brokers answer. Whoever pressed Tab does not wait for one that does not. */
  private List<Suggestion> asked(Question question) {
    List<Suggestion> suggestions = new ArrayList<>();
    for (Broker broker : brokers()) {
      try (Deadline deadline = new Deadline(PATIENCE)) {
        try {
          suggestions.addAll(question.ask(broker));
        } catch (InterruptedException e) {
          if (!deadline.passed()) {
            Thread.currentThread().interrupt();
          }
        }
      } catch (BrokerException notNow) {
        // What cannot be asked is not offered; the command itself will say why.
      }
    }
    return suggestions;
  }

  @FunctionalInterface
  private interface Question {
    List<Suggestion> ask(Broker broker) throws InterruptedException;
  }

  private List<Broker> brokers() {
    List<Broker> brokers = new ArrayList<>();
    session.contexts().current().stream()
        .filter(context -> !context.lost())
        .forEach(context -> brokers.add(context.broker()));
    session.servers().running().forEach(running -> brokers.add(running.broker()));
    return brokers;
  }

  private List<Suggestion> notes() {
    List<Suggestion> suggestions = new ArrayList<>();
    session
        .reading()
        .titles()
        .forEach((id, title) -> suggestions.add(new Suggestion(id, title, true)));
    suggestions.addAll(sections());
    return suggestions;
  }

  /** As {@code #section} of the open note. */
  private List<Suggestion> sections() {
    Optional<Note> note = session.reading().note();
    return note.stream()
        .flatMap(open -> open.sections().stream())
        .filter(section -> section.level() > 0)
        .map((Section section) -> new Suggestion("#" + section.slug(), section.title(), true))
        .toList();
  }

  private List<Suggestion> cells() {
    List<Suggestion> suggestions = new ArrayList<>();
    Optional<Note> note = session.reading().note();
    if (note.isPresent()) {
      suggestions.add(new Suggestion("all", "every cell of " + note.get().id(), true));
      for (Cell cell : note.get().cells()) {
        String begins = cell.source().strip().lines().findFirst().orElse("");
        suggestions.add(new Suggestion(String.valueOf(cell.number()), begins, true));
        cell.name().ifPresent(name -> suggestions.add(new Suggestion(name, begins, true)));
      }
      note.get().sections().stream()
          .filter(
              section -> section.level() > 0 && !Reading.cellsBelow(note.get(), section).isEmpty())
          .forEach(
              section -> suggestions.add(new Suggestion(section.slug(), section.title(), true)));
    }
    session
        .reading()
        .titles()
        .forEach((id, title) -> suggestions.add(new Suggestion(id, title, true)));
    return suggestions;
  }

  private static boolean isPath(String begun) {
    return begun.startsWith(".") || begun.startsWith("/") || begun.startsWith("~");
  }

  private static boolean isNote(Path path) {
    return path.toString().endsWith(".md");
  }

  /**
   * The folders, and some of the files, in the folder that the path leads to so far.
   *
   * @param wanted of the files
   */
  private List<Suggestion> files(String begun, Predicate<Path> wanted) {
    int slash = begun.lastIndexOf('/') + 1;
    String folder = begun.substring(0, slash);
    String name = begun.substring(slash);
    try (Stream<Path> files = Files.list(session.path(folder))) {
      return files
          .filter(path -> path.getFileName().toString().startsWith(name))
          .filter(path -> name.startsWith(".") || !path.getFileName().toString().startsWith("."))
          .filter(path -> Files.isDirectory(path) || wanted.test(path))
          .limit(MOST_FILES)
          .map(
              path ->
                  new Suggestion(
                      folder + path.getFileName() + (Files.isDirectory(path) ? "/" : ""),
                      "",
                      !Files.isDirectory(path)))
          .sorted((a, b) -> a.value().compareTo(b.value()))
          .toList();
    } catch (IOException | UncheckedIOException notReadable) {
      return List.of();
    }
  }
}
