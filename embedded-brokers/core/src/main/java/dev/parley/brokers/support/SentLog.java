package dev.parley.brokers.support;

import dev.parley.brokers.Address;
import dev.parley.brokers.Position;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.Traffic.Kind;
import java.util.Optional;

/**
 * Tells the traffic what one publisher sent and what became of it. The first messages are told one
 * by one; of the many that may follow only how many there were, several times a second.
 */
public final class SentLog {
  private static final String PARTY = "publisher";
  private static final int SINGLE = 100;

  private final Tally sent;
  private final Tally confirmed;
  private final Traffic traffic;

  public SentLog(Traffic traffic) {
    this.traffic = traffic;
    this.sent = new Tally(traffic, Kind.SENT);
    this.confirmed = new Tally(traffic, Kind.CONFIRMED);
  }

  public void sent(Address address, Optional<String> correlation) {
    sent(address, Optional.empty(), correlation);
  }

  /**
   * @param id by which whoever sends it knows it
   */
  public void sent(Address address, Optional<String> id, Optional<String> correlation) {
    sent.add(address, Optional.empty(), id, correlation);
  }

  public void confirmed(
      Address address, Optional<Position> position, Optional<String> correlation) {
    confirmed.add(address, position, Optional.empty(), correlation);
  }

  /**
   * @param id by which the system knows it
   */
  public void confirmed(Address address, String id, Optional<String> correlation) {
    confirmed.add(address, Optional.empty(), Optional.of(id), correlation);
  }

  public void refused(Address address, Optional<String> correlation) {
    refused(address, Optional.empty(), correlation);
  }

  public void refused(Address address, Optional<String> id, Optional<String> correlation) {
    traffic.record(Kind.REFUSED, address, PARTY, Optional.empty(), id, correlation, 1);
  }

  /** No queue was there for it. */
  public void returned(Address address, Optional<String> id, Optional<String> correlation) {
    traffic.record(Kind.RETURNED, address, PARTY, Optional.empty(), id, correlation, 1);
  }

  /** Tells what has not been told yet. */
  public void flush() {
    sent.flush();
    confirmed.flush();
  }

  /** Counts one kind of event. */
  private static final class Tally {
    private static final int MOST = 10_000;
    private static final long OFTEN_NANOS = 100_000_000;

    private final Traffic traffic;
    private final Kind kind;
    private int told;
    private long pending;
    private long since;
    private Optional<Address> address = Optional.empty();
    private Optional<Position> last = Optional.empty();

    Tally(Traffic traffic, Kind kind) {
      this.traffic = traffic;
      this.kind = kind;
    }

    synchronized void add(
        Address to,
        Optional<Position> position,
        Optional<String> id,
        Optional<String> correlation) {
      if (told < SINGLE) {
        told++;
        traffic.record(kind, to, PARTY, position, id, correlation, 1);
        return;
      }
      if (pending == 0) {
        since = System.nanoTime();
        address = Optional.of(to);
      } else if (address.get() != to && !address.get().equals(to)) {
        flush();
        since = System.nanoTime();
        address = Optional.of(to);
      }
      last = position;
      pending++;
      // The clock is asked once in a while only: it costs as much as all the rest.
      if (pending == MOST || ((pending & 63) == 0 && System.nanoTime() - since > OFTEN_NANOS)) {
        flush();
      }
    }

    synchronized void flush() {
      if (pending > 0) {
        traffic.record(kind, address.get(), PARTY, last, Optional.empty(), pending);
        pending = 0;
      }
    }
  }
}
