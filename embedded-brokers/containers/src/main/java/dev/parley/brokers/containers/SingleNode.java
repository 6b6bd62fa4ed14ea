package dev.parley.brokers.containers;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Server.Node.State;
import java.util.Optional;
import java.util.Set;

/** The state of a server's only node, and whether it got there of itself. */
final class SingleNode {
  private final String system;
  private State state = State.UP;
  private Optional<String> failure = Optional.empty();
  private boolean closed;

  SingleNode(String system) {
    this.system = system;
  }

  synchronized State state() {
    return state;
  }

  synchronized Optional<String> failure() {
    return failure;
  }

  synchronized void up() {
    state = State.UP;
  }

  synchronized void close() {
    closed = true;
  }

  /**
   * Its process has ended.
   *
   * @return whether nobody wanted that
   */
  synchronized boolean died(String why) {
    if (closed || state == State.DOWN) {
      return false;
    }
    state = State.DOWN;
    failure = Optional.of(why);
    return true;
  }

  /**
   * Goes to another state; it is in it before the change is made, so that what the change brings
   * about is expected. If it fails, it is where it was.
   *
   * @throws BrokerException if there is no such node, or it is in no state to do this
   */
  void change(int node, Set<State> from, State to, Runnable change) {
    State before = taken(node, from, to);
    try {
      change.run();
    } catch (RuntimeException failed) {
      synchronized (this) {
        state = before;
      }
      throw failed;
    }
  }

  private synchronized State taken(int node, Set<State> from, State to) {
    if (node != 1) {
      throw new BrokerException(system + " has no node " + node, "its node is 1");
    }
    if (closed || failure.isPresent()) {
      throw new BrokerException(
          system + " does not run any more", "start " + system + " --mode container");
    }
    if (!from.contains(state)) {
      throw new BrokerException(
          "node 1 of "
              + system
              + " is "
              + switch (state) {
                case UP -> "up";
                case PAUSED -> "paused";
                case DOWN -> "down already";
              },
          "status shows it");
    }
    State before = state;
    state = to;
    return before;
  }
}
