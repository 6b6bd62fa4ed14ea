package dev.parley.brokers;

import java.util.Map;

/** A way to send messages. Not for several threads at once. */
public interface Publisher extends AutoCloseable {
  /**
   * Hands a message over; blocks while the client's own buffer is full. The outcome arrives later,
   * in the order of sending within one partition or channel, on a thread of the client's, and must
   * be taken quickly.
   *
   * @throws BrokerException if the message can never be sent
   */
  void send(Message message, Outcome outcome) throws InterruptedException;

  /**
   * What was changed or left out so far because the system has no equal of it, each with the number
   * of messages: {@code payload as base64}, {@code time left out}.
   */
  default Map<String, Long> changes() {
    return Map.of();
  }

  /** Waits until every message sent so far has its outcome. */
  void flush() throws InterruptedException;

  /** Flushes, and commits the transaction where one is open. */
  void commit() throws InterruptedException;

  /**
   * Flushes, and aborts the transaction where one is open: its messages are never seen by those who
   * read committed ones only.
   */
  void abort() throws InterruptedException;

  /**
   * Gives the connection back. Where a transaction is open and not committed it is aborted: its
   * messages are never seen by those who read committed ones only.
   */
  @Override
  void close();

  /** Told once for each message. */
  @FunctionalInterface
  interface Outcome {
    void done(Receipt receipt);
  }
}
