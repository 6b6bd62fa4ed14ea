package dev.parley.brokers;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that runs for us. It exists only when it is ready, and it binds to 127.0.0.1 only. */
public interface Server extends AutoCloseable {
  String system();

  Form form();

  /** What answers, with its version: {@code Apache Kafka 4.4.0}. */
  String product();

  /**
   * What the user's own program connects to, in the system's own notation: {@code 127.0.0.1:41233}.
   */
  String endpoint();

  Instant since();

  List<Node> nodes();

  /** Where its data is. */
  Path data();

  /** Whether the data outlives the server. */
  boolean durable();

  /** Where its log goes. */
  Path log();

  /** Bytes that its data takes on disk now. */
  long diskBytes();

  /** Live threads that the server owns, where they can be told apart. */
  int threads();

  /** One line, if it died of itself. */
  Optional<String> failure();

  /**
   * Ends a node abruptly, as a power cut would: nothing is flushed or handed over.
   *
   * @param node counted from 1
   * @throws BrokerException if there is no such node or it is down already
   */
  void kill(int node);

  /**
   * Starts a node that is down, with the data it had. It is up when this returns.
   *
   * @throws BrokerException if there is no such node or it is up
   */
  default void restart(int node) throws InterruptedException {
    throw Unsupported.node(system());
  }

  /**
   * A node stops where it is, as a machine that hangs: it keeps its connections and answers
   * nothing.
   *
   * @throws BrokerException if there is no such node, it is not up, or this form cannot do it
   */
  default void pause(int node) {
    throw Unsupported.node(system());
  }

  /**
   * A paused node goes on.
   *
   * @throws BrokerException if there is no such node or it is not paused
   */
  default void resume(int node) {
    throw Unsupported.node(system());
  }

  /** Orderly, idempotent, within seconds; afterwards no thread, port or temporary file is left. */
  @Override
  void close();

  /**
   * @param number counted from 1
   */
  record Node(int number, String endpoint, State state) {
    public boolean up() {
      return state == State.UP;
    }

    /** Whether a node answers. */
    public enum State {
      UP,
      PAUSED,
      DOWN
    }
  }
}
