package dev.parley.brokers.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.BrokerException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Whatever is wrong with the engine or the image, it is said in one line and at once. */
final class EngineTest {
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private static BrokerException refused(Executable step) {
    long begin = System.nanoTime();
    BrokerException refused = assertThrows(BrokerException.class, step);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(took.compareTo(AT_ONCE) < 0, "it took " + took);
    assertFalse(String.valueOf(refused.getMessage()).contains("\n"), refused.getMessage());
    assertFalse(refused.hint().isEmpty());
    return refused;
  }

  private static Optional<String> ping(String path) {
    return path.equals("/_ping") ? Optional.of("200 OK") : Optional.empty();
  }

  @Test
  void noEngineIsOneLine() {
    assertEquals(
        "the container engine at unix:///nonexistent/docker.sock cannot be reached",
        refused(() -> Engine.find(Map.of("DOCKER_HOST", "unix:///nonexistent/docker.sock")))
            .getMessage());
    assertEquals(
        "the container engine at tcp://127.0.0.1:1 cannot be reached",
        refused(() -> Engine.find(Map.of("DOCKER_HOST", "tcp://127.0.0.1:1"))).getMessage());
    assertEquals(
        "DOCKER_HOST is not understood: docker",
        refused(() -> Engine.find(Map.of("DOCKER_HOST", "docker"))).getMessage());
  }

  @Test
  void anEngineThatNeverAnswersIsOneLine() throws Exception {
    try (PretendedEngine silent = new PretendedEngine(path -> Optional.empty())) {
      String said = String.valueOf(refused(() -> Engine.find(silent.environment())).getMessage());
      assertTrue(said.endsWith(" does not answer"), said);
    }
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String host = "tcp://127.0.0.1:" + silent.getLocalPort();
      assertEquals(
          "the container engine at " + host + " does not answer",
          refused(() -> Engine.find(Map.of("DOCKER_HOST", host))).getMessage());
    }
  }

  @Test
  void whoWaitsForAnEngineCanBeInterrupted() throws Exception {
    try (PretendedEngine silent = new PretendedEngine(path -> Optional.empty())) {
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Thread waiting =
          new Thread(
              () -> {
                try {
                  interrupted.complete(Engine.find(silent.environment()).host().isEmpty());
                } catch (InterruptedException expected) {
                  interrupted.complete(true);
                } catch (RuntimeException wrong) {
                  interrupted.completeExceptionally(wrong);
                }
              });
      waiting.start();
      while (waiting.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      waiting.interrupt();
      assertTrue(interrupted.get(1, TimeUnit.SECONDS));
    }
  }

  @Test
  void whatIsNoEngineIsOneLine() throws Exception {
    try (PretendedEngine broken = new PretendedEngine(path -> Optional.of("503 Busy"))) {
      String said = String.valueOf(refused(() -> Engine.find(broken.environment())).getMessage());
      assertTrue(said.endsWith(" answers with status 503"), said);
    }
  }

  @Test
  void anImageThatIsHereOrCanBeHadIsFine() throws Exception {
    try (PretendedEngine engine =
        new PretendedEngine(
            path ->
                ping(path)
                    .or(
                        () ->
                            path.equals("/images/here/json")
                                    || path.equals("/distribution/there:1/json")
                                ? Optional.of("200 OK")
                                : Optional.of("404 Not Found")))) {
      Engine found = Engine.find(engine.environment());
      assertEquals("127.0.0.1", found.host());
      found.require("here");
      found.require("there:1");
      assertEquals(
          "image nowhere is not here, and its registry does not have it for us",
          refused(() -> found.require("nowhere")).getMessage());
      assertEquals(
          "not the name of an image: a b", refused(() -> found.require("a b")).getMessage());
    }
  }

  @Test
  void anImageWhoseRegistryCannotBeAskedIsOneLine() throws Exception {
    try (PretendedEngine offline =
        new PretendedEngine(
            path ->
                ping(path)
                    .or(
                        () ->
                            Optional.of(
                                path.startsWith("/distribution") ? "500 Error" : "404 None")))) {
      Engine found = Engine.find(offline.environment());
      assertEquals(
          "image apache/kafka is not here, and its registry cannot be reached",
          refused(() -> found.require("apache/kafka")).getMessage());
    }
    try (PretendedEngine hanging =
        new PretendedEngine(
            path ->
                ping(path)
                    .or(
                        () ->
                            path.startsWith("/distribution")
                                ? Optional.empty()
                                : Optional.of("404 None")))) {
      Engine found = Engine.find(hanging.environment());
      assertEquals(
          "image apache/kafka is not here, and its registry does not answer",
          refused(() -> found.require("apache/kafka")).getMessage());
    }
  }

  @Test
  void withoutTheContainerThatTidiesUpItSaysSo() throws Exception {
    try (PretendedEngine engine =
        new PretendedEngine(
            path ->
                ping(path)
                    .or(
                        () ->
                            Optional.of(
                                path.startsWith("/images/apache/kafka")
                                    ? "200 OK"
                                    : "404 Not Found")))) {
      Map<String, String> tidy =
          Map.of("DOCKER_HOST", engine.environment().getOrDefault("DOCKER_HOST", ""));
      Engine found = Engine.find(tidy);
      BrokerException refused = refused(() -> found.require("apache/kafka"));
      assertTrue(String.valueOf(refused.getMessage()).startsWith("image testcontainers/ryuk"));
      assertTrue(refused.hint().contains("TESTCONTAINERS_RYUK_DISABLED=true"), refused.hint());
    }
  }

  @Test
  void itsHostIsWhatTheUserSays() throws Exception {
    try (PretendedEngine engine = new PretendedEngine(EngineTest::ping)) {
      assertEquals(
          "10.1.2.3",
          Engine.find(
                  Map.of(
                      "DOCKER_HOST",
                      engine.environment().getOrDefault("DOCKER_HOST", ""),
                      "TESTCONTAINERS_HOST_OVERRIDE",
                      "10.1.2.3"))
              .host());
    }
  }
}
