package dev.parley.brokers;

/** Told of each message that goes back to where it came from. */
@FunctionalInterface
public interface RedriveSink {
  void accept(Message message, Address to) throws InterruptedException;
}
