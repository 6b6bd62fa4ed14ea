package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
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
            .map(place -> Map.<String, Object>of(STREAM_OFFSET, offset(place)))
            .orElseGet(Map::of));
  }

  /** In RabbitMQ's words. */
  private static String offset(String place) {
    return switch (place) {
      case "earliest" -> "first";
      case "latest" -> "next";
      default ->
          throw new BrokerException(
              "--from takes earliest or latest, not " + place, "for example --from earliest");
    };
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
