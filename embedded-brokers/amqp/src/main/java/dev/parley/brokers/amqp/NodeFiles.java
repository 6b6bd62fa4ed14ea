package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** What the nodes of one RabbitMQ share on disk: how many they are, and their secret. */
final class NodeFiles {
  static final int MOST = 3;
  private static final String SIZE = "parley-nodes";
  private static final int SECRET_BYTES = 20;

  private NodeFiles() {}

  /**
   * Lays out a directory, or looks at one that is kept: its queues are spread over its nodes, so it
   * stays of as many.
   *
   * @param asked absent for as many as are kept, or one
   * @return how many nodes there are
   * @throws BrokerException if that is not what the directory holds, or too many
   */
  static int prepare(Path data, Optional<Integer> asked) throws IOException {
    asked.ifPresent(NodeFiles::check);
    Optional<Integer> kept = kept(data);
    if (kept.isPresent() && asked.isPresent() && !kept.equals(asked)) {
      throw new BrokerException(
          data + " keeps a cluster of " + words(kept.get()) + ", not of " + asked.get(),
          "leave --nodes out, or take another directory");
    }
    int nodes = kept.or(() -> asked).orElse(1);
    Files.writeString(data.resolve(SIZE), nodes + "\n");
    secret(data.resolve("home"));
    return nodes;
  }

  static void check(int nodes) {
    if (nodes < 1 || nodes > MOST) {
      throw new BrokerException(
          "rabbit runs with 1 to " + MOST + " nodes here, not " + nodes, "for example --nodes 3");
    }
  }

  private static Optional<Integer> kept(Path data) throws IOException {
    Path file = data.resolve(SIZE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String text = Files.readString(file).strip();
    if (!text.matches("[1-" + MOST + "]")) {
      throw new BrokerException(
          file + " does not say how many nodes there are", "a number from 1 to " + MOST);
    }
    return Optional.of(Integer.parseInt(text));
  }

  private static String words(int nodes) {
    return nodes == 1 ? "1 node" : nodes + " nodes";
  }

  /** Erlang reads it in the home directory, if it is nobody else's to read. */
  private static void secret(Path home) throws IOException {
    Path file = home.resolve(".erlang.cookie");
    if (Files.exists(file)) {
      return;
    }
    Files.createDirectories(home);
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, HexFormat.of().formatHex(secret));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
  }
}
