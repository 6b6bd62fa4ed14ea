package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How many nodes a kept cluster has: its partitions are spread over them, so it stays so. */
final class ClusterSize {
  static final int MOST = 5;
  private static final String FILE = "parley-nodes";

  private ClusterSize() {}

  /**
   * @param asked what the user said; absent for as many as there are, or one
   * @throws BrokerException if that is not what the directory holds
   */
  static int agreed(Path data, Optional<Integer> asked) throws IOException {
    Optional<Integer> kept = kept(data);
    if (kept.isPresent() && asked.isPresent() && !kept.equals(asked)) {
      throw new BrokerException(
          data + " keeps a cluster of " + words(kept.get()) + ", not of " + asked.get(),
          "leave --nodes out, or take another directory");
    }
    return kept.or(() -> asked).orElse(1);
  }

  private static Optional<Integer> kept(Path data) throws IOException {
    Path file = data.resolve(FILE);
    if (!Files.exists(file)) {
      return Files.isDirectory(data.resolve("node-1")) ? Optional.of(1) : Optional.empty();
    }
    String text = Files.readString(file).strip();
    try {
      int nodes = Integer.parseInt(text);
      if (nodes >= 1 && nodes <= MOST) {
        return Optional.of(nodes);
      }
    } catch (NumberFormatException damaged) {
      // Said below, as for a number that cannot be.
    }
    throw new BrokerException(
        file + " does not say how many nodes there are", "a number from 1 to " + MOST);
  }

  static String words(int nodes) {
    return nodes == 1 ? "1 node" : nodes + " nodes";
  }

  static void remember(Path data, int nodes) throws IOException {
    Files.writeString(data.resolve(FILE), nodes + "\n");
  }
}
