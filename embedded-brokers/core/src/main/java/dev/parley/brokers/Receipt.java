package dev.parley.brokers;

import java.util.Optional;

/** What became of a message that was sent. */
public sealed interface Receipt {
  /**
   * The system has it, as far as the acknowledgement that was asked for says.
   *
   * @param position where it was stored; absent if the system does not say
   * @param id by which the system knows it; absent if the position says it
   */
  record Confirmed(Optional<Position> position, Optional<String> id) implements Receipt {
    /** Stored at a place. */
    public static Confirmed at(Position position) {
      return new Confirmed(Optional.of(position), Optional.empty());
    }

    /** Stored, and nothing more is said. */
    public static Confirmed unplaced() {
      return new Confirmed(Optional.empty(), Optional.empty());
    }
  }

  /** It is on its way; no acknowledgement was asked for, so nobody will say more. */
  record Sent() implements Receipt {}

  /**
   * The broker took it and gave it back: no queue is there for it.
   *
   * @param reason in the broker's words
   */
  record Returned(String reason) implements Receipt {}

  /** It was not stored, or nobody knows whether it was. */
  record Refused(BrokerException failure) implements Receipt {}
}
