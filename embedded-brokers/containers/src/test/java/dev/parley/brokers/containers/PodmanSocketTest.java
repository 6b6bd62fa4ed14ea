package dev.parley.brokers.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

final class PodmanSocketTest {
  @Test
  void theUsersOwnSocketComesFirst(@TempDir Path runtime) throws Exception {
    Path socket = Files.createDirectory(runtime.resolve("podman")).resolve("podman.sock");
    Files.createFile(socket);
    assertEquals(
        Optional.of(socket), PodmanSocket.find(Map.of("XDG_RUNTIME_DIR", runtime.toString())));
  }

  @Test
  void testcontainersIsToldOfIt() {
    assertTrue(
        ServiceLoader.load(DockerClientProviderStrategy.class).stream()
            .anyMatch(provider -> provider.type() == PodmanSocket.class));
  }
}
