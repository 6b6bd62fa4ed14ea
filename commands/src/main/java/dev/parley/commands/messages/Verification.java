package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.Witness;
import dev.parley.commands.Session;
import dev.parley.commands.Subscriptions;
import dev.parley.commands.UserException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Compares what was confirmed with what is there. Each message carries this run's own name and its
 * number in a header. Where a system can show messages without taking them they are read again;
 * else what the subscriptions of this session receive is counted.
 */
final class Verification implements AutoCloseable {
  /** The header that marks a message: {@code 7f3a9c/17}. */
  static final String HEADER = "parley-run";

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Nothing more has come for so long, so nothing more is waited for. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final Session session;
  private final Broker broker;
  private final Address address;
  private final Optional<Witness> witness;
  private final String run =
      String.format("%06x", ThreadLocalRandom.current().nextInt(1 << 24)) + "/";
  private final Sightings sightings = new Sightings(run);
  private final BitSet confirmed = new BitSet();
  private int made;

  private Verification(Session session, Broker broker, Address address, Optional<Witness> witness) {
    this.session = session;
    this.broker = broker;
    this.address = address;
    this.witness = witness;
  }

  /**
   * To be called before the first message is sent.
   *
   * @throws UserException if nobody could tell what arrived
   */
  static Verification begin(Session session, Broker broker, Address address)
      throws InterruptedException {
    Verification verification = new Verification(session, broker, address, broker.witness(address));
    if (verification.witness.isEmpty()) {
      if (verification.readers().isEmpty()) {
        throw UserException.failed(
            "what "
                + address.text()
                + " holds cannot be seen without taking it, and nobody here takes it",
            "subscribe first: --verify counts what the subscriptions of this session receive");
      }
      session.subscriptions().watch(verification.sightings);
    }
    return verification;
  }

  /** Subscriptions of this session that can receive what is published. */
  private List<Subscriptions.Entry> readers() {
    List<Subscriptions.Entry> readers = new ArrayList<>();
    for (Subscriptions.Entry entry : session.subscriptions().all()) {
      // An exchange's messages may end up in any queue.
      if (entry.of(broker)
          && (address instanceof Address.Exchange || entry.request().address().equals(address))) {
        readers.add(entry);
      }
    }
    return readers;
  }

  /** A message with its mark, and how its outcome is noted. */
  record Marked(Verification verification, int number, Message message) {
    Publisher.Outcome counting(Publisher.Outcome next) {
      return receipt -> {
        if (receipt instanceof Receipt.Confirmed || receipt instanceof Receipt.Sent) {
          verification.confirmed(number);
        }
        next.done(receipt);
      };
    }
  }

  private void confirmed(int number) {
    synchronized (confirmed) {
      confirmed.set(number);
    }
  }

  Marked mark(Message message) {
    int number = made++;
    List<Header> headers = new ArrayList<>(message.headers());
    headers.removeIf(header -> header.name().equals(HEADER));
    headers.add(new Header(HEADER, Optional.of(Bytes.utf8(run + (number + 1)))));
    return new Marked(
        this,
        number,
        new Message(
            message.destination(),
            message.key(),
            headers,
            message.payload(),
            message.timestamp(),
            message.position(),
            message.properties()));
  }

  /**
   * @param lost confirmed, and nowhere
   * @param duplicated there, or received, more often than once
   * @param open confirmed and not received, but nobody takes messages any more, or not all of them
   *     yet
   */
  record Verdict(long lost, long duplicated, long open) {}

  /** Looks for what was confirmed. */
  Verdict verdict() throws InterruptedException {
    boolean all = true;
    if (witness.isPresent()) {
      witness.get().tell(message -> sightings.seen("", message));
    } else {
      all = awaitReceived();
    }
    BitSet missing;
    synchronized (confirmed) {
      missing = (BitSet) confirmed.clone();
    }
    missing.andNot(sightings.numbers());
    long count = missing.cardinality();
    return new Verdict(all ? count : 0, sightings.repeated(), all ? 0 : count);
  }

  /** Whether everything was taken that was there to be taken. */
  private boolean awaitReceived() throws InterruptedException {
    while (!broker.awaitSettled(LOOK)) {
      if (sightings.quiet().compareTo(QUIET) > 0) {
        return false;
      }
    }
    return readers().stream()
        .map(Subscriptions.Entry::subscription)
        .anyMatch(subscription -> subscription.failure().isEmpty() && !subscription.paused());
  }

  @Override
  public void close() {
    session.subscriptions().unwatch(sightings);
  }
}
