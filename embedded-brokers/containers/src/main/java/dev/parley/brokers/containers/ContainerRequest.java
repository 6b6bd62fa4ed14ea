package dev.parley.brokers.containers;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked for, checked.
 *
 * @param port 0 for any that is free
 */
record ContainerRequest(String image, int port) {
  private static final int MOST_PORTS = 65_535;

  /**
   * @param variables of the environment; {@code PARLEY_IMAGE_KAFKA} and the like name images
   * @throws BrokerException if a setting is one that a container does not have
   */
  static ContainerRequest of(
      ContainedSystem system, Settings settings, Map<String, String> variables) {
    if (settings.number("nodes").filter(nodes -> nodes != 1).isPresent()) {
      throw new BrokerException(
          system.system() + " in a container runs as one node", "leave --nodes out");
    }
    if (settings.has("data")) {
      throw new BrokerException(
          system.system() + " in a container keeps no data", "--mode embedded takes --data");
    }
    long port = settings.number("port").orElse(0L);
    if (port > MOST_PORTS) {
      throw new BrokerException("there is no port " + port, "a port is at most " + MOST_PORTS);
    }
    String variable = "PARLEY_IMAGE_" + system.system().toUpperCase(Locale.ROOT);
    return new ContainerRequest(
        settings
            .text("image")
            .or(() -> Optional.ofNullable(variables.get(variable)))
            .filter(name -> !name.isBlank())
            .orElse(system.image()),
        (int) port);
  }

  /**
   * A port that is free now. Clients are told it before there is a container, so it is chosen here.
   *
   * @throws BrokerException if the port that was asked for is in use
   */
  int free() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (IOException inUse) {
      throw new BrokerException(
          "port " + port + " is in use", "another --port, or none for any that is free", inUse);
    }
  }
}
