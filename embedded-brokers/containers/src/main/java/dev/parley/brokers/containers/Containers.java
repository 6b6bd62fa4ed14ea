package dev.parley.brokers.containers;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
import java.util.Map;
import java.util.Optional;

/** Whether a container is wanted, and whether one can be had. */
public final class Containers {
  private Containers() {}

  /**
   * Whether a container is asked for.
   *
   * @throws BrokerException if none is, but an image
   */
  public static boolean wanted(String system, Settings settings) {
    if (settings.text("mode").filter("container"::equals).isPresent()) {
      return true;
    }
    if (settings.has("image")) {
      throw new BrokerException(
          system + " has an image only in a container", "--image goes with --mode container");
    }
    return false;
  }

  /**
   * Why none can be had here, in one line; found within two seconds each for engine and image.
   *
   * @param variables the environment of this program, or what stands for it
   */
  public static Optional<String> missing(ContainedSystem system, Map<String, String> variables)
      throws InterruptedException {
    try {
      ContainerRequest request = ContainerRequest.of(system, Settings.NONE, variables);
      Engine.find(variables).require(request.image());
      return Optional.empty();
    } catch (BrokerException absent) {
      return Optional.ofNullable(absent.getMessage());
    }
  }
}
