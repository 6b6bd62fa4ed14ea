package dev.parley.brokers.kafka;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Message;
import dev.parley.brokers.Settings;

/** {@code --fail-every N}: a consumer that cannot do with every N-th message. */
final class FailingOnPurpose {
  private final Session session;
  private final Producers producers;
  private final long every;

  /**
   * @throws BrokerException if it would be every message's zeroth
   */
  FailingOnPurpose(Session session, Producers producers, Settings settings) {
    this.session = session;
    this.producers = producers;
    this.every = settings.number("fail-every").orElse(Long.MAX_VALUE);
    if (every == 0) {
      throw new BrokerException("--fail-every takes a number from 1", "for example --fail-every 3");
    }
  }

  boolean fails(long number) {
    return number % every == 0;
  }

  /** Stores the message where dead letters go, as the consumer of an ordinary group has to. */
  void bury(Message message) throws InterruptedException {
    Message buried = DeadLetters.buried(message);
    Address to = buried.destination();
    session.topics().create(Records.topic(to), Settings.NONE);
    producers.store(buried, Settings.NONE);
  }
}
