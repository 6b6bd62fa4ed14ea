package dev.parley.brokers.sqs;

import dev.parley.brokers.Deliveries;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keeps what a subscription receives, and lets a test wait for it. */
final class Inbox implements Deliveries {
  private final List<Delivery> deliveries = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

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

  synchronized List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  List<Message> messages() {
    return deliveries().stream().map(Delivery::message).toList();
  }

  List<String> payloads() {
    return Client.payloads(messages());
  }

  /** Payloads of those that were marked as delivered before. */
  List<String> redelivered() {
    return Client.payloads(
        deliveries().stream().filter(Delivery::redelivered).map(Delivery::message).toList());
  }

  synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  /** Waits for so many; fails after fifteen seconds. */
  synchronized Inbox await(int count) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
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
