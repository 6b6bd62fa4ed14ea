package dev.parley.brokers.sqs;

import dev.parley.brokers.Traffic;

/** What the parts of one client share. */
record Session(
    Connection connection, Queues queues, Settlement settlement, Traffic traffic, Deaths deaths) {
  static Session of(Connection connection, Traffic traffic) {
    return new Session(
        connection, new Queues(connection), new Settlement(), traffic, new Deaths(traffic));
  }
}
