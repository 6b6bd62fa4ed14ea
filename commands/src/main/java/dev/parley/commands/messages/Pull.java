package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.MessageSink;
import dev.parley.brokers.Option;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.PullResult;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Verb;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
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

/** {@code pull}: takes what is there, and ends. */
public final class Pull implements Command {
  private final Session session;

  private Pull(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("pull", Group.MESSAGES, "Take the messages that are there, and end")
        .example(
            "pull kafka:orders --count 3",
            "pull kafka:orders --from earliest",
            "pull kafka:orders --from 2026-01-31T12:00:00Z",
            "pull kafka:orders --from 10m",
            "pull kafka:orders --from -5",
            "pull kafka:orders --from earliest --until latest",
            "pull kafka:orders --from earliest --where '.key == \"42\" and .payload.id > 0'",
            "pull kafka:orders --group billing --from earliest",
            "pull kafka:orders --count 10 --timeout 5s",
            "pull kafka:orders -o json",
            "pull kafka:orders --from earliest -o json --parsed")
        .takes(Parameter.one("DESTINATION", Parameter.Kind.DESTINATION, "Where from"))
        .option(
            Option.of("count", Option.Kind.NUMBER, "N", "At most so many"),
            Option.of("timeout", Option.Kind.DURATION, "TIME", "Wait so long for the count"),
            Subscribe.WHERE,
            Subscribe.PARSED)
        .extendedBySystems(Verb.PULL)
        .made(Pull::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Address address = Address.parse(arguments.first());
    Settings settings = arguments.settings();
    Output output = session.output();
    Optional<Duration> timeout = settings.duration("timeout");
    // Waiting for messages that nobody counted is waiting for the first one.
    long count = settings.number("count").orElse(timeout.isPresent() ? 1L : Long.MAX_VALUE);
    boolean countOnly = settings.has("quiet") && output.format() != Output.Format.JSON;
    Optional<Where> where = settings.text("where").map(Where::parse);
    PullRequest request =
        new PullRequest(address, count, timeout, countOnly, where.map(each -> each), settings);
    if (settings.has("parsed") && output.format() != Output.Format.JSON) {
      throw UserException.notUnderstood(
          "--parsed says how -o json prints", "pull " + address.text() + " -o json --parsed");
    }
    AtomicLong seen = new AtomicLong();
    session.progress().detail(() -> String.format(Locale.ROOT, "%,d messages", seen.get()));
    PullResult result;
    if (output.format() == Output.Format.JSON) {
      try (RecordSink records = new RecordSink(output.records(), settings.has("parsed"))) {
        result = session.broker(address.system()).pull(request, counting(seen, records));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else {
      MessageSink lines = counting(seen, message -> output.data(MessageText.pulled(message)));
      result = session.broker(address.system()).pull(request, lines);
      summary(output, address, result, countOnly, where);
    }
    where.flatMap(Where::failures).ifPresent(output::say);
    if (timeout.isPresent() && !result.complete()) {
      throw UserException.timedOut(
          result.messages()
              + " of "
              + count
              + " messages came within "
              + Durations.text(timeout.get()),
          "");
    }
  }

  private static MessageSink counting(AtomicLong seen, MessageSink sink) {
    return message -> {
      seen.lazySet(seen.get() + 1);
      sink.accept(message);
    };
  }

  private static void summary(
      Output output, Address address, PullResult result, boolean countOnly, Optional<Where> where) {
    String others =
        where
            .map(Where::passedOver)
            .filter(count -> count > 0)
            .map(count -> ", " + count + " did not match")
            .orElse("");
    if (countOnly) {
      double seconds = Math.max(result.fetching().toNanos(), 1) / 1e9;
      output.data(
          String.format(
              Locale.ROOT,
              "pulled  %d from %s in %s, %,.0f/s, %.1f MB/s",
              result.messages(),
              address.text(),
              Durations.text(result.fetching()),
              result.messages() / seconds,
              result.payloadBytes() / seconds / 1e6));
    } else if (result.messages() == 0) {
      output.say(
          "nothing to pull from "
              + address.text()
              + others
              + result.remark().map(why -> ": " + why).orElse(""));
    } else {
      output.say(Names.counted(result.messages()) + others);
      result.remark().ifPresent(output::say);
    }
  }
}
