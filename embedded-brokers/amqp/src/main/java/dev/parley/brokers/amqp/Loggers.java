package dev.parley.brokers.amqp;

import dev.parley.brokers.support.LogFile;
import java.util.List;
import java.util.logging.Logger;

/** Who writes the log of the broker and of its clients. */
final class Loggers {
  static final List<String> NAMES =
      List.of("org.apache.qpid", "qpid", "DERBY", "com.rabbitmq", "dev.parley.brokers");

  private Loggers() {}

  /** No word of these goes to the console from now on. The loggers must be kept by the caller. */
  static List<Logger> silence() {
    return LogFile.silence(NAMES);
  }
}
