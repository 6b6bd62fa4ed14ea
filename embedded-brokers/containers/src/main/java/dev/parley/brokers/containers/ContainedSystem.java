package dev.parley.brokers.containers;

import dev.parley.brokers.BrokerException;
import java.nio.file.Path;
import java.util.Map;

/** What one system's server in a container is, and how it is seen that it is ready. */
public interface ContainedSystem {
  /** As in addresses: {@code kafka}. */
  String system();

  /** The image that a container is made of, unless another one is asked for. */
  String image();

  /** Where clients connect to, inside the container. */
  int port();

  /** Where its data is, inside the container. */
  Path data();

  /**
   * What its process is told.
   *
   * @param host where clients find it
   * @param port of the host, which leads to {@link #port}
   */
  Map<String, String> environment(String host, int port);

  /** What clients connect to, in the system's own notation. */
  String endpoint(String host, int port);

  /**
   * Asks once whether it is ready, for some seconds at most.
   *
   * @return name and version of what answers
   * @throws BrokerException if it is not ready, with why
   */
  String product(String endpoint, RunningContainer container) throws InterruptedException;
}
