package dev.parley.commands.messages;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Position;
import dev.parley.brokers.Publisher;
import java.util.Optional;

/**
 * Counts how the messages of one {@code publish} ended, and keeps the last place and the first
 * failure.
 */
final class Outcomes implements Publisher.Outcome {
  private long confirmed;
  private long failed;
  private Optional<Position> position = Optional.empty();
  private Optional<BrokerException> failure = Optional.empty();

  @Override
  public synchronized void done(Optional<Position> stored, Optional<BrokerException> refused) {
    if (refused.isPresent()) {
      failed++;
      failure = failure.or(() -> refused);
    } else {
      confirmed++;
      position = stored;
    }
  }

  synchronized long confirmed() {
    return confirmed;
  }

  synchronized long failed() {
    return failed;
  }

  synchronized Optional<Position> position() {
    return position;
  }

  synchronized Optional<BrokerException> failure() {
    return failure;
  }
}
