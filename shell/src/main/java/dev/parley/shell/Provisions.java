package dev.parley.shell;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.containers.Engine;
import dev.parley.notes.run.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What this machine has of what cells can ask for. Each is looked for once, when asked for. */
final class Provisions implements Needs {
  /** Where Debian has the server itself; what stands on its path switches the user. */
  private static final Path DEBIAN = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

  private static final String SERVER = "rabbitmq-server";
  private static final String NAMED = "PARLEY_RABBITMQ";

  private final Map<String, String> environment;
  private final Map<String, Optional<String>> known = new HashMap<>();

  Provisions(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public synchronized Optional<String> unmet(String need) {
    return known.computeIfAbsent(
        need,
        asked ->
            switch (asked) {
              case "rabbitmq" -> rabbit();
              // Several nodes of RabbitMQ are several processes of it.
              case "cluster" -> rabbit();
              case "docker" -> engine();
              default ->
                  Optional.of("parley knows no such need; there are rabbitmq, docker and cluster");
            });
  }

  private Optional<String> rabbit() {
    String named = environment.getOrDefault(NAMED, "");
    if (!named.isBlank()) {
      return Files.isExecutable(Path.of(named))
          ? Optional.empty()
          : Optional.of(NAMED + " names " + named + ", which is no program");
    }
    Stream<Path> onPath =
        Stream.of(environment.getOrDefault("PATH", "").split(":"))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, SERVER));
    return Stream.concat(onPath, Stream.of(DEBIAN)).anyMatch(Files::isExecutable)
        ? Optional.empty()
        : Optional.of("no " + SERVER + " on this machine; " + NAMED + " can name one");
  }

  private Optional<String> engine() {
    try {
      Engine.find(environment);
      return Optional.empty();
    } catch (BrokerException silent) {
      return Optional.of(String.valueOf(silent.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("it was not waited for");
    }
  }
}
