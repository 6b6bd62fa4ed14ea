package dev.parley.brokers.amqp;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.slf4j.LoggerFactory;

/**
 * Derby, which keeps what is durable: one engine for all brokers of this program, with a thread of
 * its own, ended with the last of them.
 */
final class DatabaseEngine {
  /** What Derby says when it was told to end, and did. */
  private static final String ENDED = "XJ015";

  private int users;

  /**
   * Says where Derby writes its own log; left to itself it would be where the program was started.
   * To be said before any broker is made: the driver is loaded with the first one, even if that
   * keeps nothing.
   */
  void logTo(Path log) {
    System.setProperty("derby.stream.error.file", log.toString());
  }

  /** Before a broker is made that keeps its data. */
  synchronized void join() {
    users++;
  }

  synchronized void leave() {
    users--;
    if (users > 0) {
      return;
    }
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
