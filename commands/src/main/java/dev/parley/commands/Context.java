package dev.parley.commands;

import dev.parley.brokers.Broker;

/**
 * A connection to a system that is not ours.
 *
 * @param url what it was connected with, without a password
 * @param readOnly whether every write is refused
 * @param cells whether cells of notes may use it
 */
public record Context(
    String name, String system, String url, boolean readOnly, boolean cells, Broker broker) {

  Context withCells() {
    return new Context(name, system, url, readOnly, true, broker);
  }
}
