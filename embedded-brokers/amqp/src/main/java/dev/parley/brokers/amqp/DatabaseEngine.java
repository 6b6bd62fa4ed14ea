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
   * Before the broker is made.
   *
   * @param log where Derby writes its own; left to itself it would be where the program was started
   */
  synchronized void join(Path log) {
    System.setProperty("derby.stream.error.file", log.toString());
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
