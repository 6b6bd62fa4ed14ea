package dev.parley.brokers.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.model.Container;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.support.LogFile;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

/** One container's life, where an engine answers and has an image. */
final class RunningContainerIT {
  /** Any image will do whose process says something; without settings this one ends at once. */
  private static final String IMAGE =
      Optional.ofNullable(System.getenv("PARLEY_IMAGE_KAFKA")).orElse("apache/kafka");

  /** This test asks the engine before anything else has silenced it. */
  private static final List<Logger> LOGGERS =
      LogFile.silence(List.of("org.testcontainers", "com.github.dockerjava"));

  @TempDir Path state;

  @BeforeAll
  static void findEngine() throws InterruptedException {
    assertFalse(LOGGERS.isEmpty());
    Optional<String> missing = Optional.empty();
    try {
      Engine.find(System.getenv()).require(IMAGE);
    } catch (BrokerException absent) {
      missing = Optional.of("Containers are not tested: " + absent.getMessage());
    }
    PrintStream reason = System.out;
    missing.ifPresent(reason::println);
    assumeTrue(missing.isEmpty(), missing.orElse(""));
  }

  private ContainerPlan plan(int port) {
    return new ContainerPlan(
        "kafka",
        IMAGE,
        Map.of("CLUSTER_ID", "4L6g3nShT-eMCtK--X86sw", "KAFKA_PROCESS_ROLES", "none of these"),
        Map.of(9092, port),
        state.resolve("container.log"),
        Duration.ofMinutes(2));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static List<String> containers() {
    return DockerClientFactory.lazyClient().listContainersCmd().withShowAll(true).exec().stream()
        .map(Container::getId)
        .toList();
  }

  /** What is removed in the background is gone in the end. */
  private static void awaitContainers(List<String> expected) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!containers().equals(expected)) {
      assertTrue(System.nanoTime() < deadline, "left: " + containers());
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @Test
  void itTellsOfItsEndAndLeavesItsLogAndNothingElse() throws Exception {
    List<String> before = containers();
    CompletableFuture<Integer> status = new CompletableFuture<>();
    try (RunningContainer running =
        ContainerStart.of(Engine.find(System.getenv()), plan(freePort()))) {
      running.watch(status::complete);
      assertFalse(status.get(60, TimeUnit.SECONDS) == 0, "it failed");
      assertFalse(running.runs());
      assertThrows(BrokerException.class, running::pause);
    }
    assertEquals(before, containers());
    assertTrue(Files.size(state.resolve("container.log")) > 0);
  }

  @Test
  void aPortInUseIsOneLineAndLeavesNothing() throws Exception {
    List<String> before = containers();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Engine engine = Engine.find(System.getenv());
      BrokerException refused =
          assertThrows(
              BrokerException.class, () -> ContainerStart.of(engine, plan(taken.getLocalPort())));
      assertEquals("port " + taken.getLocalPort() + " is in use", refused.getMessage());
    }
    awaitContainers(before);
  }

  @Test
  void aStartThatIsGivenUpLeavesNothing() throws Exception {
    List<String> before = containers();
    Engine engine = Engine.find(System.getenv());
    int port = freePort();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread impatient =
        new Thread(
            () -> {
              try {
                ContainerStart.of(engine, plan(port)).close();
                interrupted.complete(false);
              } catch (InterruptedException expected) {
                interrupted.complete(true);
              } catch (RuntimeException wrong) {
                interrupted.completeExceptionally(wrong);
              }
            });
    impatient.start();
    // Its log file is made right before the container is.
    while (!Files.exists(state.resolve("container.log")) && impatient.isAlive()) {
      Thread.onSpinWait();
    }
    impatient.interrupt();
    assertTrue(interrupted.get(20, TimeUnit.SECONDS));
    impatient.join();
    awaitEnded("container-start-kafka");
    awaitContainers(before);
  }

  private static void awaitEnded(String thread) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (Thread.getAllStackTraces().keySet().stream()
        .anyMatch(each -> each.getName().equals(thread))) {
      assertTrue(System.nanoTime() < deadline, thread + " goes on");
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
