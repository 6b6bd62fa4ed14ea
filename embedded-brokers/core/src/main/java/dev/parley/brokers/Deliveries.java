package dev.parley.brokers;

/** Takes what a subscription receives, on the subscription's thread. */
public interface Deliveries {
  /**
   * @param redelivered whether this session saw the system deliver it before, or the system says so
   */
  void delivered(Message message, boolean redelivered) throws InterruptedException;

  /** The subscription ended of itself; one line says why. */
  void failed(String reason);
}
