package dev.parley.commands.messages;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Position;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.Receipt;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Counts how the messages of one {@code publish} ended, and keeps the last place, the first
 * failure, and for how long nothing was confirmed.
 */
final class Outcomes implements Publisher.Outcome {
  private long confirmed;
  private long returned;
  private long failed;
  private boolean acknowledged;
  private long lastConfirmed = System.nanoTime();
  private long longestGap;
  private boolean over;
  private boolean awaited;
  private Optional<String> whyReturned = Optional.empty();
  private Optional<Position> position = Optional.empty();
  private Optional<String> id = Optional.empty();
  private Optional<BrokerException> failure = Optional.empty();

  @Override
  public synchronized void done(Receipt receipt) {
    if (receipt instanceof Receipt.Refused refused) {
      failed++;
      failure = failure.or(() -> Optional.of(refused.failure()));
    } else if (receipt instanceof Receipt.Returned unroutable) {
      returned++;
      whyReturned = Optional.of(unroutable.reason());
    } else {
      confirm();
      if (receipt instanceof Receipt.Confirmed stored) {
        position = stored.position();
        id = stored.id();
        acknowledged = true;
      }
    }
  }

  private void confirm() {
    // A million of them come in seconds: the clock is asked for each, because a gap is between two.
    long now = System.nanoTime();
    if (confirmed > 0) {
      longestGap = Math.max(longestGap, now - lastConfirmed);
    }
    lastConfirmed = now;
    confirmed++;
    if (awaited) {
      notifyAll();
    }
  }

  /** Nothing more will be counted. */
  synchronized void over() {
    over = true;
    notifyAll();
  }

  /**
   * Waits until so many are confirmed, or it is over.
   *
   * @return whether they are
   */
  synchronized boolean awaitConfirmed(long count, Duration timeout) throws InterruptedException {
    long until = System.nanoTime() + timeout.toNanos();
    awaited = true;
    for (long left = timeout.toNanos();
        confirmed < count && !over && left > 0;
        left = until - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
    return confirmed >= count;
  }

  /** Whether a system has said so; else nobody asked it. */
  synchronized boolean acknowledged() {
    return acknowledged;
  }

  synchronized long confirmed() {
    return confirmed;
  }

  /** How many found no queue, as the broker says. */
  synchronized long returned() {
    return returned;
  }

  /** How many were refused, or nobody knows what became of them. */
  synchronized long failed() {
    return failed;
  }

  /** The longest time between two confirmations. */
  synchronized Duration longestGap() {
    return Duration.ofNanos(longestGap);
  }

  /** Since the last confirmation, or since this began to count. */
  synchronized Duration quiet() {
    return Duration.ofNanos(System.nanoTime() - lastConfirmed);
  }

  synchronized Optional<String> whyReturned() {
    return whyReturned;
  }

  /** What the system calls the last one. */
  synchronized Optional<String> id() {
    return id;
  }

  synchronized Optional<Position> position() {
    return position;
  }

  synchronized Optional<BrokerException> failure() {
    return failure;
  }
}
