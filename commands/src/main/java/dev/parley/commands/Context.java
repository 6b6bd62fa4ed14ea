package dev.parley.commands;

import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;

/**
 * A connection to a system that is not ours.
 *
 * @param url what it was connected with, without a password
 * @param readOnly whether every write is refused
 * @param cells whether cells of notes may use it
 * @param connection whether there is one, as far as the last command told
 */
public record Context(
    String name,
    String system,
    String url,
    boolean readOnly,
    boolean cells,
    Connection connection,
    Broker broker) {

  /** What the last command that used a connection saw of it. */
  static final class Connection implements WatchedBroker.Watch {
    private volatile boolean lost;

    @Override
    public void worked() {
      lost = false;
    }

    @Override
    public void failed(BrokerException failure) {
      lost |= failure.isUnreachable();
    }
  }

  /** Whether the last command that used it found nobody; the next one tries again. */
  public boolean lost() {
    return connection.lost;
  }

  Context withCells() {
    return new Context(name, system, url, readOnly, true, connection, broker);
  }
}
