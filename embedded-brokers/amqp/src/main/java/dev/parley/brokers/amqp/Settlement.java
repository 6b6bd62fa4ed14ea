package dev.parley.brokers.amqp;

import dev.parley.brokers.Address;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Whether what this client published has reached this client's own subscriptions: their queues are
 * empty, and nothing that was delivered is unacknowledged. What was published to an exchange may be
 * in any of them. A subscription that is paused or over waits for nothing, and a message that waits
 * for the user's own acknowledgement has arrived.
 */
final class Settlement {
  private static final long ASKING_MILLIS = 10;

  private final List<RabbitSubscription> subscriptions = new ArrayList<>();
  private final Set<String> queues = new HashSet<>();
  private boolean exchanges;

  synchronized void published(Address address) {
    if (Messages.isExchange(address)) {
      exchanges = true;
    } else {
      queues.add(Messages.queue(address));
    }
  }

  synchronized void joined(RabbitSubscription subscription) {
    subscriptions.add(subscription);
  }

  synchronized void left(RabbitSubscription subscription) {
    subscriptions.remove(subscription);
    notifyAll();
  }

  /** Something was acknowledged. */
  synchronized void moved() {
    notifyAll();
  }

  private synchronized List<RabbitSubscription> concerned() {
    return subscriptions.stream()
        .filter(subscription -> !subscription.paused() && !subscription.over())
        .filter(subscription -> exchanges || queues.contains(subscription.queue()))
        .toList();
  }

  boolean await(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    while (!settled()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      synchronized (this) {
        TimeUnit.NANOSECONDS.timedWait(
            this, Math.min(left, TimeUnit.MILLISECONDS.toNanos(ASKING_MILLIS)));
      }
    }
    return true;
  }

  private boolean settled() throws InterruptedException {
    List<RabbitSubscription> concerned = concerned();
    for (RabbitSubscription subscription : concerned) {
      if (subscription.held() > 0 || subscription.waiting() > 0) {
        return false;
      }
    }
    // Only now has everything that the broker had sent by then been seen.
    return concerned.stream().allMatch(subscription -> subscription.held() == 0);
  }

  /** {@code billing: 3 of rabbit:jobs not yet acknowledged}. */
  List<String> outstanding() {
    List<String> lines = new ArrayList<>();
    for (RabbitSubscription subscription : concerned()) {
      long held = subscription.held();
      long waiting = subscription.lastWaiting();
      if (held > 0) {
        lines.add(line(subscription, held, "not yet acknowledged"));
      }
      if (waiting > 0) {
        lines.add(line(subscription, waiting, "not yet delivered"));
      }
    }
    return lines;
  }

  private static String line(RabbitSubscription subscription, long count, String what) {
    return subscription.name() + ": " + count + " of " + subscription.address().text() + " " + what;
  }
}
