package dev.parley.brokers.sqs;

import dev.parley.brokers.Traffic.Kind;
import java.util.Optional;

/**
 * Tells the traffic what one party received, and what became of it.
 *
 * @param arrival what it is called that a message comes for the first time
 */
record DeliveryLog(Session session, String party, Kind arrival) {
  void delivered(Incoming message) {
    session.deaths().record(party, message);
    record(message.receives() > 1 ? Kind.REDELIVERED : arrival, message);
  }

  void record(Kind kind, Incoming message) {
    session
        .traffic()
        .record(
            kind,
            message.message().destination(),
            party,
            Optional.empty(),
            Optional.of(message.id()),
            message.message().header(Requests.CORRELATION),
            1);
  }
}
