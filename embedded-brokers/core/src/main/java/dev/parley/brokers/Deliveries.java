package dev.parley.brokers;

/** Takes what a subscription receives, on the subscription's thread. */
public interface Deliveries {
  void delivered(Delivery delivery) throws InterruptedException;

  /** Something happened that is worth a line, and the subscription goes on. */
  default void noticed(String line) {}

  /** The subscription ended of itself; one line says why. */
  void failed(String reason);
}
