package dev.parley.brokers.testing;

import dev.parley.brokers.Bytes;
import dev.parley.brokers.Deliveries;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keeps what a subscription receives, and lets a test wait for it. */
public final class Inbox implements Deliveries {
  private static final long PATIENCE_SECONDS = 60;

  private final List<Delivery> deliveries = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  @Override
  public synchronized void delivered(Delivery delivery) {
    deliveries.add(delivery);
    notifyAll();
  }

  @Override
  public synchronized void failed(String reason) {
    failures.add(reason);
    notifyAll();
  }

  @Override
  public synchronized void noticed(String line) {
    notices.add(line);
    notifyAll();
  }

  public synchronized List<String> notices() {
    return List.copyOf(notices);
  }

  /**
   * Waits for so many lines.
   *
   * @throws AssertionError if they do not come within a while
   */
  public synchronized List<String> awaitNotices(int count) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (notices.size() < count) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("wanted " + count + " lines, have " + notices + failures);
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return List.copyOf(notices);
  }

  public synchronized List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  public List<Message> messages() {
    return deliveries().stream().map(Delivery::message).toList();
  }

  public List<String> payloads() {
    return deliveries().stream().map(Inbox::payload).toList();
  }

  /** Payloads of those that were marked as delivered before. */
  public List<String> redelivered() {
    return deliveries().stream().filter(Delivery::redelivered).map(Inbox::payload).toList();
  }

  private static String payload(Delivery delivery) {
    return delivery.message().payload().map(Bytes::toString).orElse("(none)");
  }

  public synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  /**
   * Waits for so many.
   *
   * @throws AssertionError if they do not come within a while
   */
  public synchronized Inbox await(int count) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (deliveries.size() < count) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("wanted " + count + ", have " + payloads());
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return this;
  }
}
