package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Message;
import dev.parley.brokers.Option;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.PullResult;
import dev.parley.brokers.Verb;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Counts;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.MessageRecord;
import dev.parley.commands.MessageText;
import dev.parley.commands.Output;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code replay}: a log again from its beginning, in the rhythm in which it was written. */
public final class Replay implements Command {
  private final Session session;

  private Replay(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named(
            "replay", Group.MESSAGES, "Show a log again, in the rhythm in which it was written")
        .example(
            "replay kafka:orders",
            "replay kafka:orders --speed 2",
            "replay kafka:orders --speed max --from 10")
        .takes(Parameter.one("DESTINATION", Parameter.Kind.DESTINATION, "Which log"))
        .option(
            new Option(
                List.of("--speed"),
                Option.Kind.TEXT,
                "N|max",
                "So many times as fast; 1 if not given",
                List.of("0.5", "1", "2", "max"),
                false),
            Option.of("count", Option.Kind.NUMBER, "N", "At most so many"))
        .extendedBySystems(Verb.PULL)
        .made(Replay::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Address address = Address.parse(arguments.first());
    double speed = speed(arguments.settings().text("speed").orElse("1"));
    Output output = session.output();
    Rhythm rhythm = new Rhythm(speed);
    PullResult result =
        session
            .broker(address.system())
            .pull(
                new PullRequest(
                    address,
                    arguments.settings().number("count").orElse(Long.MAX_VALUE),
                    Optional.empty(),
                    false,
                    arguments.settings().orDefault("from", "earliest")),
                message -> {
                  rhythm.await(message);
                  if (output.format() == Output.Format.JSON) {
                    output.data(MessageRecord.of(message));
                  } else {
                    output.data(MessageText.pulled(message));
                  }
                });
    output.say(
        result.messages() == 0
            ? "nothing to replay in " + address.text()
            : "replayed " + Counts.of(result.messages()));
  }

  private static double speed(String given) {
    if (given.equals("max")) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      double speed = Double.parseDouble(given);
      if (speed > 0) {
        return speed;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, as for zero.
    }
    throw UserException.notUnderstood(
        "--speed takes a number above zero or max, not " + given, "--speed 2");
  }

  /** Waits so long between two messages as lay between their times. */
  private static final class Rhythm {
    private final double speed;
    private final long begin = System.nanoTime();
    private Optional<Instant> first = Optional.empty();

    Rhythm(double speed) {
      this.speed = speed;
    }

    void await(Message message) throws InterruptedException {
      if (message.timestamp().isEmpty() || Double.isInfinite(speed)) {
        return;
      }
      first = first.or(message::timestamp);
      Duration since = Duration.between(first.get(), message.timestamp().get());
      long wait = begin + (long) (since.toNanos() / speed) - System.nanoTime();
      if (wait > 0) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
    }
  }
}
