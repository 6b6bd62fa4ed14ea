package dev.parley.brokers.kafka;

import dev.parley.brokers.support.LogFile;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Who writes Kafka's log. */
final class Loggers {
  static final List<String> NAMES =
      List.of("org.apache.kafka", "kafka", "state.change.logger", "dev.parley.brokers");

  private Loggers() {}

  /** No word of Kafka's goes to the console from now on. The loggers must be kept by the caller. */
  static List<Logger> silence() {
    List<Logger> loggers = new ArrayList<>(LogFile.silence(NAMES));
    // Told at every start, and true of every server with one directory.
    Logger settings = Logger.getLogger("org.apache.kafka.server.config.AbstractKafkaConfig");
    settings.setLevel(Level.SEVERE);
    loggers.add(settings);
    return loggers;
  }
}
