package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What was asked for, checked.
 *
 * @param mode how the server is had: {@code embedded}, {@code process}, {@code container}
 * @param port for clients of the first node; 0 for any that is free
 */
record StartRequest(
    String mode, int nodes, int port, Optional<Path> data, Environment environment) {

  /**
   * @throws BrokerException if a setting is out of bounds
   */
  static StartRequest of(Settings settings, Environment environment) {
    long nodes = settings.number("nodes").orElse(1L);
    if (nodes < 1 || nodes > 9) {
      throw new BrokerException("rabbit runs as 1 to 9 nodes, not " + nodes, "leave --nodes out");
    }
    long port = settings.number("port").orElse(0L);
    if (port > 65_535) {
      throw new BrokerException("there is no port " + port, "a port is at most 65535");
    }
    return new StartRequest(
        settings.text("mode").orElse("embedded"),
        (int) nodes,
        (int) port,
        settings.text("data").map(text -> Path.of(text).toAbsolutePath().normalize()),
        environment);
  }

  Path log() {
    return environment.state().toAbsolutePath().resolve("rabbit.log");
  }
}
