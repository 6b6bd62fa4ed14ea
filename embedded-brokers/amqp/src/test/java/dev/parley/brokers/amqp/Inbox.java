package dev.parley.brokers.amqp;

import dev.parley.brokers.Deliveries;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keeps what a subscription receives, and lets a test wait for it. */
final class Inbox implements Deliveries {
  private final List<Message> messages = new ArrayList<>();
  private final List<Boolean> again = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  @Override
  public synchronized void delivered(Delivery delivery) {
    messages.add(delivery.message());
    again.add(delivery.redelivered());
    notifyAll();
  }

  @Override
  public synchronized void failed(String reason) {
    failures.add(reason);
    notifyAll();
  }

  synchronized List<Message> messages() {
    return List.copyOf(messages);
  }

  List<String> payloads() {
    return RunningRabbit.payloads(messages());
  }

  /** Payloads of those that were marked as delivered before. */
  synchronized List<String> redelivered() {
    List<Message> marked = new ArrayList<>();
    for (int at = 0; at < messages.size(); at++) {
      if (again.get(at)) {
        marked.add(messages.get(at));
      }
    }
    return RunningRabbit.payloads(marked);
  }

  synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  /** Waits for so many; fails after ten seconds. */
  synchronized Inbox await(int count) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (messages.size() < count) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("wanted " + count + ", have " + payloads());
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return this;
  }
}
