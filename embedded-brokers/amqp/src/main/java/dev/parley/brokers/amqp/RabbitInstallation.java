package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A RabbitMQ on this machine.
 *
 * @param script starts the server and does nothing else
 * @param portMapper by which the nodes of Erlang find each other
 */
record RabbitInstallation(Path script, Path portMapper) {
  /** Names the script where it is neither on the path nor where Debian puts it. */
  static final String VARIABLE = "PARLEY_RABBITMQ";

  private static final Path DEBIAN = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
  private static final String SCRIPT = "rabbitmq-server";

  /** What Debian has on the path instead: it wants to be root and becomes another user. */
  private static final String WRAPPER = "rabbitmq-script-wrapper";

  /**
   * @param environment of this program
   * @throws BrokerException if there is none
   */
  static RabbitInstallation find(Map<String, String> environment) {
    return find(environment, DEBIAN);
  }

  static RabbitInstallation find(Map<String, String> environment, Path usual) {
    Optional<Path> named =
        Optional.ofNullable(environment.get(VARIABLE))
            .filter(text -> !text.isBlank())
            .map(Path::of);
    if (named.isPresent() && !Files.isExecutable(named.get())) {
      throw new BrokerException(
          VARIABLE + " names " + named.get() + ", which cannot be run",
          "the path of RabbitMQ's own rabbitmq-server");
    }
    List<Path> path = path(environment);
    Path script =
        named
            .or(() -> Optional.of(usual).filter(Files::isExecutable))
            .or(() -> first(path.stream().map(each -> each.resolve(SCRIPT))))
            .orElseThrow(
                () ->
                    new BrokerException(
                        "there is no RabbitMQ on this machine",
                        "install rabbitmq-server, or let "
                            + VARIABLE
                            + " name it, or leave --mode out"));
    return new RabbitInstallation(script, portMapper(path));
  }

  private static List<Path> path(Map<String, String> environment) {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(each -> !each.isBlank())
        .map(Path::of)
        .toList();
  }

  private static Optional<Path> first(Stream<Path> candidates) {
    return candidates
        .filter(Files::isExecutable)
        .filter(each -> !real(each).endsWith(WRAPPER))
        .findFirst();
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException gone) {
      return file;
    }
  }

  /** Beside Erlang, where it is not on the path itself. */
  private static Path portMapper(List<Path> path) {
    Stream<Path> onPath = path.stream().map(each -> each.resolve("epmd"));
    Stream<Path> withErlang =
        first(path.stream().map(each -> each.resolve("erl"))).stream()
            .map(RabbitInstallation::real)
            .map(erl -> Optional.ofNullable(erl.getParent()).map(Path::getParent))
            .flatMap(Optional::stream)
            .flatMap(RabbitInstallation::runtimes)
            .map(runtime -> runtime.resolve("bin").resolve("epmd"));
    return first(Stream.concat(onPath, withErlang))
        .orElseThrow(
            () ->
                new BrokerException("RabbitMQ is here, but not its Erlang", "put erl on the PATH"));
  }

  private static Stream<Path> runtimes(Path root) {
    try (Stream<Path> entries = Files.list(root)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith("erts-"))
          .toList()
          .stream();
    } catch (IOException unreadable) {
      return Stream.empty();
    }
  }
}
