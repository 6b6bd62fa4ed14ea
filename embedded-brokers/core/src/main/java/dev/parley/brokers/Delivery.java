package dev.parley.brokers;

/**
 * A message on its way to whoever subscribed.
 *
 * @param number of the delivery within its subscription, from 1
 * @param redelivered whether this session saw the system deliver it before, or the system says so
 * @param open whether it waits for the user's own acknowledgement, by this number; else
 *     acknowledgement follows delivery, or none is wanted
 */
public record Delivery(Message message, long number, boolean redelivered, boolean open) {
  /** One that is acknowledged without the user's doing. */
  public static Delivery settled(Message message, long number, boolean redelivered) {
    return new Delivery(message, number, redelivered, false);
  }
}
