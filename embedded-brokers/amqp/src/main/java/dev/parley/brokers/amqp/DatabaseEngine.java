package dev.parley.brokers.amqp;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.slf4j.LoggerFactory;

/**
 * Derby, which keeps what is durable: one engine for all brokers of this program, with threads of
 * its own, ended with the last of them. The first broker of the program starts it even if that one
 * keeps nothing, because Qpid looks once whether Derby is there, and to look is to start it.
 */
final class DatabaseEngine {
  /** What Derby says when it was told to end, and did. */
  private static final String ENDED = "XJ015";

  private int users;
  private boolean looked;
  private boolean running;

  /**
   * Before a broker is made.
   *
   * @param log where Derby writes its own log; left to itself it would be where the program was
   *     started
   * @param durable whether the broker keeps its data
   */
  synchronized void join(Path log, boolean durable) {
    System.setProperty("derby.stream.error.file", log.toString());
    users++;
    running |= durable || !looked;
    looked = true;
  }

  synchronized void leave() {
    users--;
    if (users > 0 || !running) {
      return;
    }
    running = false;
    try {
      // The driver stays, for the next broker.
      DriverManager.getConnection("jdbc:derby:;shutdown=true;deregister=false").close();
    } catch (SQLException told) {
      if (!ENDED.equals(told.getSQLState())) {
        LoggerFactory.getLogger(DatabaseEngine.class).warn("Ending Derby", told);
      }
    }
  }
}
