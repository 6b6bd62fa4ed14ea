package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Header;
import dev.parley.brokers.Settings;
import dev.parley.brokers.support.FileTrouble;
import dev.parley.commands.Arguments;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what a {@code publish} is to send. */
final class Sources {
  /** Bytes of a payload. */
  static final int LARGEST = 64 << 20;

  private static final List<String> PAYLOADS = List.of("size", "tombstone");
  private static final List<String> OF_EACH =
      List.of("key", "header", "size", "tombstone", "timestamp", "partition");

  private final Session session;

  Sources(Session session) {
    this.session = session;
  }

  /** Whether the messages say themselves where they go. */
  static boolean recorded(Arguments arguments) {
    return arguments.settings().has("json");
  }

  MessageSource of(Optional<Address> address, Arguments arguments) throws IOException {
    Settings settings = arguments.settings();
    if (recorded(arguments)) {
      check(arguments, "--json", "each message has its own", OF_EACH);
      return first(settings, new RecordedMessages(input(arguments), address));
    }
    Address to =
        address.orElseThrow(
            () ->
                UserException.notUnderstood(
                    "publish needs DESTINATION", "for example: publish kafka:orders hello"));
    List<Header> headers = GivenHeaders.of(settings, session.servers(), to.system());
    Optional<Instant> timestamp = settings.text("timestamp").map(Sources::timestamp);
    if (settings.has("file") || isInput(arguments)) {
      check(arguments, "--file or -", "each line is a payload", PAYLOADS);
      return first(
          settings,
          new LineMessages(
              to,
              input(arguments),
              settings.text("key"),
              headers,
              properties(settings),
              timestamp));
    }
    return new GeneratedMessages(
        to,
        new GeneratedMessages.Template(
            settings.text("key"),
            headers,
            arguments.payload(),
            size(to, arguments),
            timestamp,
            properties(settings)),
        settings.number("count").orElse(settings.has("rate") ? Long.MAX_VALUE : 1L));
  }

  /** The size of a payload to make up, and that there is one payload or none. */
  private static Optional<Integer> size(Address to, Arguments arguments) {
    Settings settings = arguments.settings();
    Optional<Integer> size = settings.number("size").map(Sources::size);
    boolean tombstone = settings.has("tombstone");
    if (arguments.payload().isEmpty() && size.isEmpty() && !tombstone) {
      throw UserException.notUnderstood(
          "publish needs a payload",
          "for example: publish " + to.text() + " hello; or --file, --size, --tombstone");
    }
    if ((arguments.payload().isPresent() || tombstone)
        && (size.isPresent() || (arguments.payload().isPresent() && tombstone))) {
      throw UserException.notUnderstood(
          "a payload does not go with --tombstone or --size", "leave one of them out");
    }
    if (tombstone && !settings.has("key")) {
      throw UserException.notUnderstood(
          "a tombstone needs a key, which it deletes",
          "publish " + to.text() + " --key KEY --tombstone");
    }
    return size;
  }

  private static boolean isInput(Arguments arguments) {
    return arguments.payload().filter("-"::equals).isPresent();
  }

  /** What is read says itself what else could be said of it. */
  private static void check(Arguments arguments, String read, String why, List<String> others) {
    if (arguments.payload().isPresent() && !isInput(arguments)) {
      throw UserException.notUnderstood(
          "a payload does not go with " + read + ", which reads messages",
          "leave one of the two out");
    }
    for (String other : others) {
      if (arguments.settings().has(other)) {
        throw UserException.notUnderstood(
            "--" + other + " does not go with " + read + ": " + why, "leave one of the two out");
      }
    }
  }

  private static MessageSource first(Settings settings, MessageSource source) {
    return settings
        .number("count")
        .<MessageSource>map(count -> new FirstMessages(source, count))
        .orElse(source);
  }

  private InputStream input(Arguments arguments) throws IOException {
    Optional<String> file = arguments.settings().text("file");
    if (file.isEmpty() || file.get().equals("-")) {
      if (session.surroundings().interactive()) {
        throw UserException.failed(
            "at the prompt there is no standard input",
            "--file FILE, or a pipe: … | parley publish kafka:t -");
      }
      return session.input();
    }
    Path path = session.path(file.get());
    String looked = "it is looked for as " + path;
    if (Files.isDirectory(path)) {
      throw UserException.failed("cannot read " + file.get() + ": it is a directory", looked);
    }
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw UserException.failed("cannot read " + file.get() + ": " + FileTrouble.said(e), looked);
    }
  }

  private static Map<String, String> properties(Settings settings) {
    Map<String, String> properties = new HashMap<>();
    settings
        .number("partition")
        .ifPresent(partition -> properties.put("partition", partition.toString()));
    return properties;
  }

  private static int size(long given) {
    if (given < 1 || given > LARGEST) {
      throw UserException.notUnderstood(
          "--size takes 1 to " + LARGEST + " bytes, not " + given,
          given < 1 ? "an empty payload is ''" : "--count N sends several");
    }
    return (int) given;
  }

  private static Instant timestamp(String given) {
    try {
      return given.chars().allMatch(Character::isDigit)
          ? Instant.ofEpochMilli(Long.parseLong(given))
          : Instant.parse(given);
    } catch (DateTimeException | NumberFormatException e) {
      throw UserException.notUnderstood(
          "--timestamp takes a time, not " + Settings.shown(given),
          "2026-01-31T12:00:00Z, or milliseconds since 1970");
    }
  }
}
