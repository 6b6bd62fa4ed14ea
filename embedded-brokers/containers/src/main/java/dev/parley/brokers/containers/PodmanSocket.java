package dev.parley.brokers.containers;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.InvalidConfigurationException;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * Podman's socket at one of its usual places, for Testcontainers, which knows only those of Docker.
 * Public because it is looked for by its name in {@code META-INF/services}.
 */
public final class PodmanSocket extends DockerClientProviderStrategy {
  private final Optional<Path> socket = find(System.getenv());

  /** For {@link java.util.ServiceLoader}. */
  public PodmanSocket() {}

  /** The user's own, else the system's. */
  static Optional<Path> find(Map<String, String> environment) {
    return Stream.concat(
            Optional.ofNullable(environment.get("XDG_RUNTIME_DIR")).stream(), Stream.of("/run"))
        .map(directory -> Path.of(directory, "podman", "podman.sock"))
        .filter(Files::exists)
        .findFirst();
  }

  @Override
  public String getDescription() {
    return "Podman at " + socket.map(Path::toString).orElse("none of the usual places");
  }

  @Override
  protected boolean isApplicable() {
    return socket.isPresent();
  }

  /** Found again each time. */
  @Override
  protected boolean isPersistable() {
    return false;
  }

  /** After all of Docker's, as {@link EngineAddress} has it. */
  @Override
  protected int getPriority() {
    return 1;
  }

  @Override
  public TransportConfig getTransportConfig() throws InvalidConfigurationException {
    return TransportConfig.builder()
        .dockerHost(
            URI.create(
                "unix://"
                    + socket.orElseThrow(
                        () -> new InvalidConfigurationException("Podman is not here"))))
        .build();
  }
}
