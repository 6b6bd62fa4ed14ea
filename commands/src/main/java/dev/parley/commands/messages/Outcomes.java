package dev.parley.commands.messages;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Position;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.Receipt;
import java.util.Optional;

/**
 * Counts how the messages of one {@code publish} ended, and keeps the last place and the first
 * failure.
 */
final class Outcomes implements Publisher.Outcome {
  private long confirmed;
  private long returned;
  private boolean acknowledged;
  private Optional<String> whyReturned = Optional.empty();
  private Optional<Position> position = Optional.empty();
  private Optional<String> id = Optional.empty();
  private Optional<BrokerException> failure = Optional.empty();

  @Override
  public synchronized void done(Receipt receipt) {
    if (receipt instanceof Receipt.Refused refused) {
      failure = failure.or(() -> Optional.of(refused.failure()));
    } else if (receipt instanceof Receipt.Returned unroutable) {
      returned++;
      whyReturned = Optional.of(unroutable.reason());
    } else if (receipt instanceof Receipt.Confirmed stored) {
      confirmed++;
      position = stored.position();
      id = stored.id();
      acknowledged = true;
    } else {
      confirmed++;
    }
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
