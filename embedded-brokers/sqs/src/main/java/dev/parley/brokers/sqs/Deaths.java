package dev.parley.brokers.sqs;

import dev.parley.brokers.Address;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.Traffic.Kind;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the traffic of messages that failed and were moved: a client learns of it when it receives
 * one from where they went. AWS goes on counting receives there, so it is remembered here which
 * ones were told.
 */
final class Deaths {
  private static final int REMEMBERED = 10_000;

  private final Traffic traffic;
  private final Set<String> told = new LinkedHashSet<>();

  Deaths(Traffic traffic) {
    this.traffic = traffic;
  }

  /** At the first receive from another queue than the one where it failed. */
  void record(String party, Incoming message) {
    if (message.origin().isEmpty()) {
      return;
    }
    Address failedIn = new Address.Queue("sqs", message.origin().get());
    if (failedIn.equals(message.message().destination()) || !isNew(message)) {
      return;
    }
    traffic.record(
        Kind.DEAD_LETTERED,
        failedIn,
        party,
        Optional.empty(),
        Optional.of(message.id()),
        message.message().header(Requests.CORRELATION),
        1);
  }

  private synchronized boolean isNew(Incoming message) {
    boolean added = told.add(message.message().destination().text() + " " + message.id());
    if (told.size() > REMEMBERED) {
      told.remove(told.iterator().next());
    }
    return added;
  }
}
