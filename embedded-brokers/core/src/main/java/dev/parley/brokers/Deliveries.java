package dev.parley.brokers;

/** Takes what a subscription receives, on the subscription's thread. */
public interface Deliveries {
  void delivered(Delivery delivery) throws InterruptedException;

  /** The subscription ended of itself; one line says why. */
  void failed(String reason);
}
