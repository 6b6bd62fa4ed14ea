package dev.parley.commands.messages;

import dev.parley.brokers.Option;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.support.OpenNumbers;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code ack}, {@code nack}, {@code requeue}, {@code extend}: what a consumer says about messages
 * that it was given, by their numbers, where it says so itself.
 */
public final class Settle implements Command {
  private static final Duration LONGER = Duration.ofSeconds(30);

  private final Session session;
  private final How how;
  private final String done;

  private Settle(Session session, How how, String done) {
    this.session = session;
    this.how = how;
    this.done = done;
  }

  /** One of the four ways. */
  @FunctionalInterface
  private interface How {
    void settle(Subscription subscription, long number, Arguments arguments)
        throws InterruptedException;
  }

  public static Definition ack() {
    return words("ack", "The work on a message is done")
        .made(
            session ->
                new Settle(
                    session,
                    (subscription, number, arguments) -> subscription.acknowledge(number),
                    "acknowledged"));
  }

  public static Definition nack() {
    return words("nack", "The work on a message failed; it is not to come again")
        .made(
            session ->
                new Settle(
                    session,
                    (subscription, number, arguments) -> subscription.reject(number, false),
                    "refused"));
  }

  public static Definition requeue() {
    return words("requeue", "The work on a message failed; it is to come again")
        .made(
            session ->
                new Settle(
                    session,
                    (subscription, number, arguments) -> subscription.reject(number, true),
                    "gave back"));
  }

  public static Definition extend() {
    return words("extend", "The work on a message takes longer: nobody else gets it meanwhile")
        .option(Option.of("for", Option.Kind.DURATION, "TIME", "So long, from now (30s)"))
        .made(
            session ->
                new Settle(
                    session,
                    (subscription, number, arguments) ->
                        subscription.extend(
                            number, arguments.settings().duration("for").orElse(LONGER)),
                    "keeps"));
  }

  private static Definition.Builder words(String name, String summary) {
    return Definition.named(name, Group.MESSAGES, summary)
        .example(name + " worker-1 3", name + " worker-1 all")
        .takes(
            Parameter.one("SUBSCRIPTION", Parameter.Kind.SUBSCRIPTION, "Whose message"),
            Parameter.any("NUMBER", Parameter.Kind.TEXT, "The number before it, or all"));
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Subscription subscription = session.subscriptions().named(arguments.first()).subscription();
    List<Long> numbers = numbers(subscription, arguments);
    for (long number : numbers) {
      how.settle(subscription, number, arguments);
    }
    session
        .output()
        .say(
            subscription.name()
                + " "
                + done
                + numbers.stream().map(number -> " #" + number).collect(Collectors.joining()));
  }

  private static List<Long> numbers(Subscription subscription, Arguments arguments) {
    List<Long> numbers = new ArrayList<>();
    for (int i = 1; arguments.word(i).isPresent(); i++) {
      String word = arguments.word(i).get();
      if (word.equals("all")) {
        numbers.addAll(subscription.open());
      } else {
        numbers.add(number(word));
      }
    }
    if (numbers.isEmpty()) {
      List<Long> open = subscription.open();
      throw UserException.failed(
          open.isEmpty()
              ? subscription.name() + " has no open messages"
              : "which message of " + subscription.name() + "?",
          open.isEmpty()
              ? "subscribe with --ack manual, where the system has it"
              : OpenNumbers.text(open));
    }
    return numbers;
  }

  private static long number(String word) {
    try {
      return Long.parseLong(word.startsWith("#") ? word.substring(1) : word);
    } catch (NumberFormatException e) {
      throw UserException.notUnderstood(
          "not a message's number: " + word, "the number stands before the message, as in #3");
    }
  }
}
