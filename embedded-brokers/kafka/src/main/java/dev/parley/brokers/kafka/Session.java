package dev.parley.brokers.kafka;

import dev.parley.brokers.Traffic;

/** What the parts of one client share. */
record Session(
    Connection connection,
    Topics topics,
    Groups groups,
    Settlement settlement,
    Redeliveries redeliveries,
    Traffic traffic) {

  static Session of(Connection connection, Traffic traffic) {
    return new Session(
        connection,
        new Topics(connection),
        new Groups(connection),
        new Settlement(),
        new Redeliveries(),
        traffic);
  }
}
