package dev.parley.brokers.containers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A container that is to run.
 *
 * @param system whose server it is, for messages and names
 * @param image as {@code docker run} takes it
 * @param environment of the process in it
 * @param ports of the container, each with the port of 127.0.0.1 that leads there
 * @param log what it prints goes there
 * @param starting how long it may take to be running, the pull of its image included
 */
record ContainerPlan(
    String system,
    String image,
    Map<String, String> environment,
    Map<Integer, Integer> ports,
    Path log,
    Duration starting) {

  ContainerPlan {
    environment = Map.copyOf(environment);
    ports = Map.copyOf(ports);
  }
}
