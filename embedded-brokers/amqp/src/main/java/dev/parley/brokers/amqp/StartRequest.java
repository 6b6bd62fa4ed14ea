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
 * @param nodes absent for as many as the data is of, or one
 * @param port for clients of the first node; 0 for any that is free
 */
record StartRequest(
    String mode, Optional<Integer> nodes, int port, Optional<Path> data, Environment environment) {

  /**
   * @throws BrokerException if a setting is out of bounds
   */
  static StartRequest of(Settings settings, Environment environment) {
    Optional<Integer> nodes =
        settings.number("nodes").map(number -> (int) Math.min(number, Integer.MAX_VALUE));
    long port = settings.number("port").orElse(0L);
    if (port > 65_535) {
      throw new BrokerException("there is no port " + port, "a port is at most 65535");
    }
    return new StartRequest(
        settings.text("mode").orElse("embedded"),
        nodes,
        (int) port,
        settings.text("data").map(text -> Path.of(text).toAbsolutePath().normalize()),
        environment);
  }

  Path log() {
    return environment.state().toAbsolutePath().resolve("rabbit.log");
  }
}
