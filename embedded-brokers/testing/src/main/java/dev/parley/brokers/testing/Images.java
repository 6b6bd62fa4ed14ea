package dev.parley.brokers.testing;

import dev.parley.brokers.containers.ContainedSystem;
import dev.parley.brokers.containers.Containers;
import java.util.Optional;

/** Whether containers of a system can be tested here; if not, the reason is printed. */
public final class Images {
  private Images() {}

  public static boolean here(ContainedSystem system) throws InterruptedException {
    Optional<String> missing = Containers.missing(system, System.getenv());
    missing.ifPresent(
        why -> Missing.tell(system.system() + " in a container is not tested: " + why));
    return missing.isEmpty();
  }
}
