package dev.parley.brokers;

/** Takes messages as they are read, on the reader's thread; slow work here slows the reading. */
@FunctionalInterface
public interface MessageSink {
  void accept(Message message) throws InterruptedException;

  /**
   * Returns when everything that was accepted is done with, and may be acknowledged or committed;
   * if this fails, nothing of it is.
   */
  default void settle() throws InterruptedException {}
}
