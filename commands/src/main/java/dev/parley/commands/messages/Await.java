package dev.parley.commands.messages;

import dev.parley.brokers.Option;
import dev.parley.brokers.Settings;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Counts;
import dev.parley.commands.Definition;
import dev.parley.commands.Durations;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Publication;
import dev.parley.commands.Session;
import dev.parley.commands.Subscriptions;
import dev.parley.commands.UserException;
import java.time.Duration;
import java.util.Optional;

/** {@code await}: until a subscription has received so many more messages. */
public final class Await implements Command {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration NO_LIMIT = Duration.ofDays(1);

  private final Session session;

  private Await(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named(
            "await",
            Group.MESSAGES,
            "Wait until a subscription has received so many more messages, or a publish is over")
        .example(
            "await billing --count 3",
            "await billing --count 1000 --timeout 5s",
            "await load --count 200",
            "await load")
        .takes(Parameter.one("NAME", Parameter.Kind.BACKGROUND, "Whose messages, or which publish"))
        .option(
            Option.of(
                "count",
                Option.Kind.NUMBER,
                "N",
                "So many since the last await of it, or since it began (1); a publish: so many confirmed"),
            Option.of(
                "timeout",
                Option.Kind.DURATION,
                "TIME",
                "At most so long (30s; without end for a publish)"))
        .made(Await::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Optional<Publication> publication = session.publications().find(arguments.first());
    if (publication.isPresent()) {
      publication(publication.get(), arguments.settings());
      return;
    }
    Subscriptions.Entry entry = session.subscriptions().named(arguments.first());
    long count = arguments.settings().number("count").orElse(1L);
    Duration timeout = arguments.settings().duration("timeout").orElse(PATIENCE);
    long begin = System.nanoTime();
    boolean arrived = entry.await(count, timeout.toMillis());
    session.feed().flush();
    if (!arrived) {
      throw UserException.timedOut(
          entry.request().name()
              + " received "
              + Counts.of(entry.waiting())
              + " of "
              + Counts.of(count)
              + " within "
              + Durations.text(timeout),
          "");
    }
    session
        .output()
        .say(
            entry.request().name()
                + " received "
                + Counts.of(count)
                + " after "
                + Durations.text(Duration.ofNanos(System.nanoTime() - begin)));
  }

  /** A publish takes as long as it takes; a limit is the user's to set. */
  private void publication(Publication entry, Settings settings) throws InterruptedException {
    Duration timeout = settings.duration("timeout").orElse(NO_LIMIT);
    long begin = System.nanoTime();
    boolean already = entry.over();
    Optional<Long> count = settings.number("count");
    boolean done =
        count.isPresent()
            ? entry.counts().awaitConfirmed(count.get(), timeout)
            : entry.await(timeout);
    session.feed().flush();
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
    if (!done) {
      String message =
          entry.name()
              + " has "
              + Counts.of(entry.counts().confirmed())
              + " confirmed and is "
              + (entry.over() ? "over" : "not over within " + Durations.text(timeout));
      throw entry.over() ? UserException.failed(message, "") : UserException.timedOut(message, "");
    }
    if (count.isPresent()) {
      session
          .output()
          .say(
              entry.name()
                  + " has "
                  + Counts.of(count.get())
                  + " confirmed after "
                  + Durations.text(elapsed));
      return;
    }
    session.publications().forget(entry);
    if (already) {
      // What was printed when it was over may have left the screen long ago.
      entry.lines().forEach(session.output()::say);
    }
    if (entry.failure().isPresent()) {
      throw UserException.failed(entry.name() + " has failed", "the line above says how");
    }
    session
        .output()
        .say(
            already
                ? entry.name() + " is over"
                : entry.name() + " was over after " + Durations.text(elapsed));
  }
}
