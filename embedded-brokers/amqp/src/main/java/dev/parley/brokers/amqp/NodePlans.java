package dev.parley.brokers.amqp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Lays out a cluster: who listens where, and who writes which log. */
final class NodePlans {
  private NodePlans() {}

  /**
   * @param log of the first node; what it held is set aside, and the others are beside it
   * @param port of the first node; 0 for any that is free
   */
  static List<NodePlan> of(
      RabbitInstallation installation, Path data, Path log, int count, int port)
      throws IOException {
    if (port != 0) {
      FreePorts.check(port);
    }
    List<Integer> ports = FreePorts.any(2 * count + 1);
    List<NodePlan> plans = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      Path own = number == 1 ? log : log.resolveSibling("rabbit-" + number + ".log");
      setAside(own);
      plans.add(
          new NodePlan(
              installation,
              number,
              count,
              data,
              own,
              number == 1 && port != 0 ? port : ports.get(2 * number - 2),
              ports.get(2 * number - 1),
              ports.get(2 * count)));
    }
    return plans;
  }

  private static void setAside(Path log) throws IOException {
    Files.createDirectories(log.getParent());
    if (Files.exists(log)) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
