package dev.parley.brokers;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What was sent, delivered, acknowledged, refused and lost: a bounded record for all systems, from
 * which pictures are drawn and on which tests assert. The oldest events go first, and how many went
 * is told. Safe for several threads.
 */
public final class Traffic {
  /**
   * What happened. What a client cannot know comes from the broker's own view or is not recorded.
   */
  public enum Kind {
    SENT,
    CONFIRMED,
    REFUSED,
    /** No queue was there for it, and the broker gave it back. */
    RETURNED,
    DELIVERED,
    REDELIVERED,
    ACKNOWLEDGED,
    /** The consumer refused it, for good. */
    REJECTED,
    /** The consumer gave it back, to be delivered again. */
    REQUEUED,
    /** Its time was over before anybody had it; as the broker says. */
    EXPIRED,
    /** The broker moved it to where failed messages go; as the broker says. */
    DEAD_LETTERED,
    /** It went back from there to where it came from. */
    REDRIVEN,
    LOST,
    CALLED,
    ANSWERED
  }

  /**
   * @param sequence from 1, without gaps
   * @param source who caused it: {@code prompt}, {@code cell 3}, or a service's name
   * @param party the subscription, group or client on this machine's side
   * @param id by which the system knows the message, where a position does not say it
   * @param correlation the id that joins a request and its answer
   * @param count messages that this event stands for; more than one where they were moved in bulk,
   *     and then {@code position} is the last one's
   */
  public record Event(
      long sequence,
      Instant at,
      Kind kind,
      String source,
      Address destination,
      String party,
      Optional<Position> position,
      Optional<String> id,
      Optional<String> correlation,
      long count) {}

  private final int capacity;
  private final Supplier<String> source;
  private final Deque<Event> events = new ArrayDeque<>();
  private long sequence;

  /**
   * @param capacity events kept
   * @param source asked for each event: who acts now
   */
  public Traffic(int capacity, Supplier<String> source) {
    this.capacity = capacity;
    this.source = source;
  }

  /** Of messages that are known by their position, or by nothing. */
  public void record(
      Kind kind,
      Address destination,
      String party,
      Optional<Position> position,
      Optional<String> correlation,
      long count) {
    record(kind, destination, party, position, Optional.empty(), correlation, count);
  }

  public void record(
      Kind kind,
      Address destination,
      String party,
      Optional<Position> position,
      Optional<String> id,
      Optional<String> correlation,
      long count) {
    String now = source.get();
    Instant at = Instant.now();
    synchronized (events) {
      if (events.size() == capacity) {
        events.removeFirst();
      }
      events.addLast(
          new Event(
              ++sequence, at, kind, now, destination, party, position, id, correlation, count));
    }
  }

  /** The events that are kept, oldest first. */
  public List<Event> events() {
    synchronized (events) {
      return new ArrayList<>(events);
    }
  }

  /** Events that are no longer kept. */
  public long dropped() {
    synchronized (events) {
      return sequence - events.size();
    }
  }

  public void clear() {
    synchronized (events) {
      events.clear();
      sequence = 0;
    }
  }
}
