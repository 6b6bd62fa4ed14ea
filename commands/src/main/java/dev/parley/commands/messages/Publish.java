package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.Message;
import dev.parley.brokers.Option;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Verb;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Durations;
import dev.parley.commands.Group;
import dev.parley.commands.Json;
import dev.parley.commands.Output;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.Styles;
import dev.parley.commands.UserException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code publish}: sends a message, or many. */
public final class Publish implements Command {
  private final Session session;

  private Publish(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("publish", Group.MESSAGES, "Send a message, or many")
        .example(
            "publish kafka:orders {\"id\":1, \"item\":\"green tea\"} --key 42 -H trace=abc",
            "publish kafka:orders hello --count 1000 --rate 200",
            "publish kafka:orders {\"n\":{n}} --count 10",
            "publish kafka:orders --file orders.jsonl",
            "publish kafka:prices --key tea --tombstone")
        .takes(
            Parameter.optional(
                "DESTINATION",
                Parameter.Kind.DESTINATION,
                "Where to; with --json each message can say it"),
            Parameter.optional(
                "PAYLOAD",
                Parameter.Kind.PAYLOAD,
                "As typed: JSON, 'quoted', or plain words; - for lines of standard input"))
        .option(
            Option.of("key", Option.Kind.TEXT, "KEY", "The message's key"),
            new Option(
                List.of("--header", "-H"),
                Option.Kind.TEXT,
                "NAME=VALUE",
                "A header; may repeat",
                List.of(),
                true),
            Option.of(
                "count", Option.Kind.NUMBER, "N", "So many; {n} in payload and key counts them"),
            Option.of("rate", Option.Kind.NUMBER, "N", "So many a second"),
            Option.of(
                "size",
                Option.Kind.NUMBER,
                "BYTES",
                "A made-up payload of this size with a counter in it"),
            Option.of(
                "file", Option.Kind.FILE, "FILE", "Each line is a message; - for standard input"),
            Option.flag(
                "json", "Messages as pull -o json prints them, from standard input or --file"),
            Option.flag("tombstone", "No payload at all: deletes the key in a compacted topic"))
        .extendedBySystems(Verb.PUBLISH)
        .made(Publish::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    if (arguments.settings().number("rate").filter(rate -> rate == 0).isPresent()) {
      throw UserException.notUnderstood(
          "--rate takes 1 or more", "leave it out to send as fast as it goes");
    }
    Optional<Address> address = arguments.word(0).map(Address::parse);
    try (MessageSource source = new Sources(session).of(address, arguments)) {
      Optional<Message> first = source.next();
      if (first.isEmpty()) {
        session.output().say("nothing to publish");
        return;
      }
      send(first.get(), source, arguments.settings());
    } catch (IOException e) {
      throw UserException.failed("cannot read the messages: " + e.getMessage(), "");
    }
  }

  private void send(Message first, MessageSource source, Settings settings)
      throws InterruptedException, IOException {
    Address address = first.destination();
    Broker broker = new Destinations(session).ready(address);
    Outcomes outcomes = new Outcomes();
    Optional<Pace> pace = settings.number("rate").map(Pace::new);
    long begin = System.nanoTime();
    long sent = 0;
    boolean interrupted = false;
    try (Publisher publisher = broker.publisher(settings)) {
      try {
        Optional<Message> next = Optional.of(first);
        while (next.isPresent()) {
          if (pace.isPresent()) {
            pace.get().next();
          }
          if (!next.get().destination().equals(address)) {
            address = next.get().destination();
            new Destinations(session).ready(address);
          }
          publisher.send(next.get(), outcomes);
          sent++;
          next = source.next();
        }
        publisher.flush();
        if (!settings.has("abort")) {
          // Closing without it aborts.
          publisher.commit();
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    report(address, outcomes, sent, Duration.ofNanos(System.nanoTime() - begin), settings);
    if (interrupted) {
      throw new InterruptedException();
    }
  }

  private void report(
      Address address, Outcomes outcomes, long sent, Duration elapsed, Settings settings) {
    if (outcomes.failure().isPresent()) {
      String message = String.valueOf(outcomes.failure().get().getMessage());
      if (sent > 1) {
        message +=
            " (" + outcomes.confirmed() + " confirmed, " + (sent - outcomes.confirmed()) + " not)";
      }
      throw UserException.failed(message, outcomes.failure().get().hint());
    }
    Output output = session.output();
    String aborted = settings.has("abort") ? "  aborted" : "";
    if (output.format() == Output.Format.JSON) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("destination", address.text());
      object.put("position", outcomes.position().map(Object::toString).orElse(null));
      object.put("outcome", outcome(outcomes, aborted));
      outcomes.id().ifPresent(id -> object.put("id", id));
      object.put("sent", sent);
      object.put("confirmed", outcomes.confirmed());
      object.put("millis", elapsed.toMillis());
      output.data(Json.line(object));
    } else if (sent == 1 && outcomes.returned() == 1) {
      output.data(
          Styles.line(
              Styles.FAILED,
              "returned",
              Styles.PLAIN,
              "   " + address.text() + "  " + outcomes.whyReturned().orElse("")));
    } else if (sent == 1 && outcomes.confirmed() == 1) {
      String position =
          outcomes
              .position()
              .map(Object::toString)
              .orElse(outcomes.acknowledged() ? "  confirmed" : "");
      output.data(
          Styles.line(
              Styles.DONE, "published", Styles.PLAIN, "  " + address.text() + position + aborted));
    } else {
      long open = sent - outcomes.confirmed() - outcomes.returned();
      String unconfirmed =
          (outcomes.returned() == 0 ? "" : ", " + outcomes.returned() + " returned")
              + (open == 0 ? "" : ", " + open + " not confirmed");
      long perSecond =
          elapsed.isZero() ? 0 : outcomes.confirmed() * 1_000_000_000L / elapsed.toNanos();
      String rate =
          outcomes.confirmed() < 1000 ? "" : String.format(Locale.ROOT, ", %,d/s", perSecond);
      output.data(
          Styles.line(
              Styles.DONE,
              "published",
              Styles.PLAIN,
              "  "
                  + outcomes.confirmed()
                  + " to "
                  + address.text()
                  + " in "
                  + Durations.text(elapsed)
                  + rate
                  + unconfirmed
                  + aborted));
    }
  }

  private static String outcome(Outcomes outcomes, String aborted) {
    if (!aborted.isEmpty()) {
      return "aborted";
    }
    return outcomes.confirmed() == 0 && outcomes.returned() > 0 ? "returned" : "confirmed";
  }
}
