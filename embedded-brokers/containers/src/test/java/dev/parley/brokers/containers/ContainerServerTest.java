package dev.parley.brokers.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Settings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that cannot be had is refused at once and in one line, whatever its system. */
final class ContainerServerTest {
  private static final Duration AT_ONCE = Duration.ofSeconds(2);
  private static final Map<String, String> NO_ENGINE = Map.of("DOCKER_HOST", "tcp://127.0.0.1:1");

  @TempDir Path state;

  /** Of no system that there is; it is never asked whether it is ready. */
  private record Teapot() implements ContainedSystem {
    @Override
    public String system() {
      return "teapot";
    }

    @Override
    public String image() {
      return "teapots/brown";
    }

    @Override
    public int port() {
      return 80;
    }

    @Override
    public Path data() {
      return Path.of("/tea");
    }

    @Override
    public Map<String, String> environment(String host, int port) {
      return Map.of();
    }

    @Override
    public String endpoint(String host, int port) {
      return host + ":" + port;
    }

    @Override
    public String product(String endpoint, RunningContainer container) {
      throw new AssertionError("there is none");
    }
  }

  private static Settings settings(String... pairs) {
    Map<String, List<String>> values = new HashMap<>(Map.of("mode", List.of("container")));
    for (int at = 0; at < pairs.length; at += 2) {
      values.put(pairs[at], List.of(pairs[at + 1]));
    }
    return new Settings(values);
  }

  private BrokerException refused(Map<String, String> variables, String... settings) {
    long begin = System.nanoTime();
    BrokerException refused =
        assertThrows(
            BrokerException.class,
            () ->
                ContainerServer.start(
                    new Teapot(),
                    settings(settings),
                    new Environment(state, line -> {}),
                    variables));
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(took.compareTo(AT_ONCE) < 0, "it took " + took);
    assertFalse(String.valueOf(refused.getMessage()).contains("\n"), refused.getMessage());
    assertFalse(refused.hint().isEmpty());
    return refused;
  }

  @Test
  void whatAContainerDoesNotHaveIsRefusedBeforeTheEngineIsAsked() {
    assertEquals(
        "teapot in a container runs as one node", refused(NO_ENGINE, "nodes", "3").getMessage());
    assertEquals(
        "teapot in a container keeps no data", refused(NO_ENGINE, "data", "kept").getMessage());
    assertEquals("there is no port 70000", refused(NO_ENGINE, "port", "70000").getMessage());
    assertTrue(Containers.wanted("teapot", settings()));
    assertFalse(Containers.wanted("teapot", Settings.NONE));
    Settings image = settings("mode", "embedded", "image", "teapots/blue");
    assertEquals(
        "teapot has an image only in a container",
        assertThrows(BrokerException.class, () -> Containers.wanted("teapot", image)).getMessage());
  }

  @Test
  void noEngineAndOneThatNeverAnswersAreOneLine() throws Exception {
    assertEquals(
        "the container engine at tcp://127.0.0.1:1 cannot be reached",
        refused(NO_ENGINE).getMessage());
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String host = "tcp://127.0.0.1:" + silent.getLocalPort();
      assertEquals(
          "the container engine at " + host + " does not answer",
          refused(Map.of("DOCKER_HOST", host)).getMessage());
    }
    assertEquals(
        Optional.of("the container engine at tcp://127.0.0.1:1 cannot be reached"),
        Containers.missing(new Teapot(), NO_ENGINE));
  }

  @Test
  void aMissingImageIsOneLineWhoeverNamedIt() throws Exception {
    try (PretendedEngine engine =
        new PretendedEngine(
            path -> Optional.of(path.equals("/_ping") ? "200 OK" : "404 Not Found"))) {
      Map<String, String> variables = new HashMap<>(engine.environment());
      String why = " is not here, and its registry does not have it for us";
      assertEquals("image teapots/brown" + why, refused(variables).getMessage());
      variables.put("PARLEY_IMAGE_TEAPOT", "teapots/red:2");
      assertEquals("image teapots/red:2" + why, refused(variables).getMessage());
      assertEquals(
          "image teapots/blue" + why, refused(variables, "image", "teapots/blue").getMessage());
    }
  }
}
