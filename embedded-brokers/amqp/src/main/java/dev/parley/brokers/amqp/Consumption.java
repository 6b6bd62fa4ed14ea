package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
import java.util.List;
import java.util.Map;

/**
 * How a subscription takes messages.
 *
 * @param prefetch at most so many are delivered and not acknowledged
 * @param arguments what only the broker understands
 * @param failEvery the work on each so-many-th fails; 0 for none
 */
record Consumption(
    int prefetch,
    String acknowledgement,
    long failEvery,
    boolean requeue,
    boolean exclusive,
    Map<String, Object> arguments) {
  /** The name of an argument, and of the header in which a stream numbers its messages. */
  static final String STREAM_OFFSET = "x-stream-offset";

  private static final int PREFETCH = 250;
  private static final int MOST_PREFETCH = 10_000;

  Consumption {
    arguments = Map.copyOf(arguments);
  }

  /**
   * @throws BrokerException if options contradict each other or are out of bounds
   */
  static Consumption of(Settings settings) {
    long prefetch = settings.number("prefetch").orElse((long) PREFETCH);
    if (prefetch < 1 || prefetch > MOST_PREFETCH) {
      throw new BrokerException(
          "--prefetch is 1 to " + MOST_PREFETCH + ", not " + prefetch, "for example --prefetch 1");
    }
    String acknowledgement = settings.text("ack").orElse("auto");
    long failEvery = settings.number("fail-every").orElse(0L);
    if (settings.has("fail-every") && (failEvery < 1 || !acknowledgement.equals("auto"))) {
      throw new BrokerException(
          "--fail-every takes 1 or more, and --ack auto",
          "with --ack manual it is you who accepts and rejects");
    }
    if (settings.has("requeue") && failEvery == 0) {
      throw new BrokerException("--requeue says what --fail-every does", "add --fail-every 3");
    }
    if (settings.has("prefetch") && acknowledgement.equals("none")) {
      throw new BrokerException(
          "--prefetch bounds what is not acknowledged, and --ack none acknowledges nothing",
          "leave one of the two out");
    }
    return new Consumption(
        (int) prefetch,
        acknowledgement,
        failEvery,
        settings.has("requeue"),
        settings.has("exclusive"),
        settings
            .text("from")
            .map(place -> Map.of(STREAM_OFFSET, offset(place)))
            .orElseGet(Map::of));
  }

  /** A place in a stream: a word that the broker knows, or the number of a message. */
  private static Object offset(String place) {
    if (List.of("first", "last", "next").contains(place)) {
      return place;
    }
    try {
      long number = Long.parseLong(place);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, as for a negative one.
    }
    throw new BrokerException(
        "--from is first, last, next, or the number of a message, not " + place,
        "for example --from first");
  }

  boolean manual() {
    return acknowledgement.equals("manual");
  }

  boolean acknowledgesNothing() {
    return acknowledgement.equals("none");
  }

  boolean fails(long number) {
    return failEvery > 0 && number % failEvery == 0;
  }

  /** Acknowledged together while there is more to do, so that the broker goes on sending. */
  long batch() {
    return Math.max(1, prefetch / 4);
  }
}
