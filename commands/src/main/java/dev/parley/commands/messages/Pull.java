package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Message;
import dev.parley.brokers.MessageSink;
import dev.parley.brokers.Option;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.PullResult;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Verb;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Counts;
import dev.parley.commands.Definition;
import dev.parley.commands.Durations;
import dev.parley.commands.Group;
import dev.parley.commands.MessageText;
import dev.parley.commands.Output;
import dev.parley.commands.Parameter;
import dev.parley.commands.RecordSink;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;
import dev.parley.commands.Where;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** {@code pull}: takes what is there, and ends. */
public final class Pull implements Command {
  /** A few screens: what a person at the prompt is shown who did not say how much it is to be. */
  private static final long MOST_AT_ONCE = 200;

  private static final String LATEST = "latest-per-key";

  private final Session session;

  private Pull(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named(
            "pull",
            Group.MESSAGES,
            "Take the messages that are there, and end; -o json shows all that each has")
        .example(
            "pull kafka:orders --count 3",
            "pull kafka:orders --from earliest",
            "pull kafka:orders --from 2026-01-31T12:00:00Z",
            "pull kafka:orders --from 10m",
            "pull kafka:orders --from -5",
            "pull kafka:orders --from earliest --until latest",
            "pull kafka:orders --from earliest --where '.key == \"42\" and .payload.id > 0'",
            "pull kafka:prices --latest-per-key",
            "pull kafka:orders --group billing --from earliest",
            "pull kafka:orders --count 10 --timeout 5s",
            "pull kafka:orders -o json",
            "pull kafka:orders --from earliest -o json --parsed")
        .takes(Parameter.one("DESTINATION", Parameter.Kind.DESTINATION, "Where from"))
        .option(
            Option.of(
                "count",
                Option.Kind.NUMBER,
                "N",
                "At most so many (all; at the prompt " + MOST_AT_ONCE + ")"),
            Option.of("timeout", Option.Kind.DURATION, "TIME", "Wait so long for the count"),
            Subscribe.where("Only what matches; what does not stays in a queue"),
            Subscribe.PARSED,
            Option.flag(
                LATEST,
                "Of a topic, the newest message of each key, without those that were removed"))
        .extendedBySystems(Verb.PULL)
        .made(Pull::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Address address = Address.parse(arguments.first());
    Settings settings = arguments.settings();
    check(address, settings);
    Optional<Where> where = settings.text("where").map(Where::parse);
    Output output = session.output();
    Optional<String> more;
    if (output.format() == Output.Format.JSON) {
      try (RecordSink records = new RecordSink(output.records(), settings.has("parsed"))) {
        more = take(address, settings, where, records);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else {
      MessageSink lines = message -> output.data(MessageText.pulled(message));
      more = take(address, settings, where, lines);
    }
    more.ifPresent(output::say);
    where.flatMap(Where::failures).ifPresent(output::say);
  }

  /**
   * @return how to go on, if there may be more that was not asked for by number
   */
  private Optional<String> take(
      Address address, Settings settings, Optional<Where> where, MessageSink printed)
      throws InterruptedException {
    if (settings.has(LATEST)) {
      latest(address, settings, where, printed);
      return Optional.empty();
    }
    return pull(address, settings, where, printed);
  }

  private void check(Address address, Settings settings) {
    if (settings.has("parsed") && session.output().format() != Output.Format.JSON) {
      throw UserException.notUnderstood(
          "--parsed says how -o json prints", "pull " + address.text() + " -o json --parsed");
    }
    if (settings.has(LATEST) && !(address instanceof Address.Topic)) {
      throw UserException.notUnderstood(
          "--latest-per-key is for topics; " + address.system() + " has no message keys",
          "pull kafka:prices --latest-per-key");
    }
    if (settings.has(LATEST) && (settings.has("count") || settings.has("timeout"))) {
      throw UserException.notUnderstood(
          "--latest-per-key reads all there is, and goes without --count and --timeout",
          "--from and --until choose a part of it");
    }
  }

  private Optional<String> pull(
      Address address, Settings settings, Optional<Where> where, MessageSink printed)
      throws InterruptedException {
    Output output = session.output();
    boolean countOnly = settings.has("quiet") && output.format() != Output.Format.JSON;
    Optional<Duration> timeout = settings.duration("timeout");
    // Waiting for messages that nobody counted is waiting for the first one.
    Optional<Long> asked =
        settings.number("count").or(() -> timeout.isPresent() ? Optional.of(1L) : Optional.empty());
    boolean bounded =
        asked.isEmpty() && !countOnly && session.surroundings().interactive() && !session.inCell();
    long count = asked.orElse(bounded ? MOST_AT_ONCE : Long.MAX_VALUE);
    Optional<Predicate<Message>> wanted = where.map(each -> each);
    PullResult result =
        pulled(new PullRequest(address, count, timeout, countOnly, wanted, settings), printed);
    if (output.format() != Output.Format.JSON) {
      summary(address, result, countOnly, where, count == 0);
    }
    if (timeout.isPresent() && !result.complete()) {
      throw UserException.timedOut(
          Counts.of(result.messages())
              + " of "
              + Counts.of(count)
              + " messages came within "
              + Durations.text(timeout.get()),
          "");
    }
    return bounded && result.messages() == count
        ? Optional.of("there may be more: " + goOn(address, settings))
        : Optional.empty();
  }

  private static String goOn(Address address, Settings settings) {
    boolean took = !settings.has("peek") && (!settings.has("from") || settings.has("group"));
    String group = settings.text("group").map(name -> " --group " + name).orElse("");
    return (took ? "pull " + address.text() + group + " goes on, " : "") + "--count N shows more";
  }

  private PullResult pulled(PullRequest request, MessageSink sink) throws InterruptedException {
    AtomicLong seen = new AtomicLong();
    session.progress().detail(() -> Counts.messages(seen.get()));
    return session
        .broker(request.address().system())
        .pull(
            request,
            message -> {
              seen.lazySet(seen.get() + 1);
              sink.accept(message);
            });
  }

  /** What is wanted is asked of the newest ones: an older one that matches is not there. */
  private void latest(
      Address address, Settings settings, Optional<Where> where, MessageSink printed)
      throws InterruptedException {
    LatestPerKey latest = new LatestPerKey();
    pulled(
        new PullRequest(
            address,
            Long.MAX_VALUE,
            Optional.empty(),
            false,
            settings.orDefault("from", "earliest")),
        latest);
    long count = 0;
    for (Message message : latest.messages()) {
      if (where.isEmpty() || where.get().test(message)) {
        printed.accept(message);
        count++;
      }
    }
    if (session.output().format() != Output.Format.JSON) {
      session.output().say(Counts.messages(count) + others(where) + ": " + latest.summary());
    }
  }

  private static String others(Optional<Where> where) {
    return where
        .map(Where::passedOver)
        .filter(count -> count > 0)
        .map(count -> ", " + Counts.of(count) + " did not match")
        .orElse("");
  }

  private void summary(
      Address address,
      PullResult result,
      boolean countOnly,
      Optional<Where> where,
      boolean noneAsked) {
    Output output = session.output();
    if (countOnly) {
      double seconds = Math.max(result.fetching().toNanos(), 1) / 1e9;
      output.data(
          String.format(
              Locale.ROOT,
              "pulled  %,d from %s in %s, %,.0f/s, %.1f MB/s",
              result.messages(),
              address.text(),
              Durations.text(result.fetching()),
              result.messages() / seconds,
              result.payloadBytes() / seconds / 1e6));
    } else if (noneAsked) {
      output.say("no messages, as --count 0 asks for none");
    } else if (result.messages() == 0) {
      output.say(
          "nothing to pull from "
              + address.text()
              + others(where)
              + result.remark().map(why -> ": " + why).orElse(""));
    } else {
      output.say(Counts.messages(result.messages()) + others(where));
      result.remark().ifPresent(output::say);
    }
  }
}
