package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Message;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.Settings;
import dev.parley.commands.Publication;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One {@code publish} on its way. At a rate it goes on when messages fail, and counts them; as fast
 * as it goes, it ends at the first that cannot even be handed over.
 */
final class Sending implements Publication.Counts {
  private final Session session;
  private final Broker broker;
  private final Settings settings;
  private final Optional<Verification> verification;
  private final Outcomes outcomes = new Outcomes();
  private final Address first;
  private Address address;
  private final AtomicLong sent = new AtomicLong();
  private Duration elapsed = Duration.ZERO;
  private Optional<UserException> unread = Optional.empty();
  private Map<String, Long> changes = Map.of();

  Sending(
      Session session,
      Broker broker,
      Address address,
      Settings settings,
      Optional<Verification> verification) {
    this.session = session;
    this.broker = broker;
    this.first = address;
    this.address = address;
    this.settings = settings;
    this.verification = verification;
  }

  /**
   * Sends all, and waits until each has its outcome.
   *
   * @return whether it came to its end, and was not interrupted
   */
  boolean run(Message message, MessageSource source) throws IOException {
    long begin = System.nanoTime();
    try (Publisher publisher = broker.publisher(settings)) {
      try {
        each(publisher, message, source);
      } finally {
        changes = publisher.changes();
      }
      publisher.flush();
      if (!settings.has("abort") && unread.isEmpty()) {
        // Closing without it aborts.
        publisher.commit();
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    } finally {
      elapsed = Duration.ofNanos(System.nanoTime() - begin);
      outcomes.over();
    }
  }

  private void each(Publisher publisher, Message message, MessageSource source)
      throws InterruptedException, IOException {
    Optional<Pace> pace = settings.number("rate").map(Pace::new);
    Optional<Message> next = Optional.of(message);
    boolean goesOn = true;
    while (next.isPresent() && goesOn) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (pace.isPresent()) {
        pace.get().next();
      }
      if (!next.get().destination().equals(address)) {
        turn(next.get().destination());
      }
      goesOn = (send(publisher, next.get()) || pace.isPresent()) && !isOver();
      sent.incrementAndGet();
      next = following(source);
    }
  }

  /** A node that died may come back; a server that died comes back as another one. */
  private boolean isOver() {
    return outcomes.failed() > 0 && session.servers().isDead(broker);
  }

  /** What cannot be read ends it; what was sent before is sent, and is told. */
  private Optional<Message> following(MessageSource source) throws IOException {
    try {
      return source.next();
    } catch (UserException e) {
      unread = Optional.of(e);
      return Optional.empty();
    }
  }

  /** Why it ended before the last message. */
  Optional<UserException> unread() {
    return unread;
  }

  /** Messages that say themselves where they go. */
  private void turn(Address to) throws InterruptedException {
    if (verification.isPresent()) {
      throw UserException.notUnderstood(
          "--verify goes with one destination", "these messages go to " + first + " and " + to);
    }
    address = to;
    new Destinations(session).ready(to);
  }

  private boolean send(Publisher publisher, Message message) throws InterruptedException {
    try {
      if (verification.isPresent()) {
        Verification.Marked marked = verification.get().mark(message);
        publisher.send(marked.message(), marked.counting(outcomes));
      } else {
        publisher.send(message, outcomes);
      }
      return true;
    } catch (BrokerException failed) {
      if (sent.get() == 0) {
        // Most likely all would fail in the same way: a word that is wrong, nobody there.
        throw failed;
      }
      outcomes.done(new Receipt.Refused(failed));
      return false;
    }
  }

  Outcomes outcomes() {
    return outcomes;
  }

  /** Where the last one went. */
  Address address() {
    return address;
  }

  /** What was sent otherwise than it was given. */
  Map<String, Long> changes() {
    return changes;
  }

  Duration elapsed() {
    return elapsed;
  }

  Settings settings() {
    return settings;
  }

  @Override
  public long sent() {
    return sent.get();
  }

  @Override
  public long confirmed() {
    return outcomes.confirmed();
  }

  @Override
  public long failed() {
    return outcomes.failed();
  }

  @Override
  public boolean awaitConfirmed(long count, Duration timeout) throws InterruptedException {
    return outcomes.awaitConfirmed(count, timeout);
  }
}
