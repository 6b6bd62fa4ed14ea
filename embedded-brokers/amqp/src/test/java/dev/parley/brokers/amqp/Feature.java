package dev.parley.brokers.amqp;

/** What not every server of the contract has. */
enum Feature {
  /** Quorum queues, streams, priorities of any number, dead letters under another key. */
  RABBITMQ_QUEUES,
  EXCHANGE_TO_EXCHANGE,
  /** A header can be a table without entries. */
  EMPTY_TABLES,
  /** The broker writes into a message why it was moved. */
  DEATH_HEADERS,
  /** The broker can be looked into: all queues, bindings, what is unacknowledged. */
  MANAGEMENT
}
