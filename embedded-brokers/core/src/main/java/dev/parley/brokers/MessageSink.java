package dev.parley.brokers;

/** Takes messages as they are read, on the reader's thread; slow work here slows the reading. */
@FunctionalInterface
public interface MessageSink {
  void accept(Message message) throws InterruptedException;
}
