package dev.parley.brokers.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Form;
import dev.parley.brokers.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The life of a RabbitMQ that is a process: how it starts, what it survives, what it leaves. */
@EnabledIf("dev.parley.brokers.amqp.InstalledRabbit#isHere")
final class ProcessServerIT {
  private static final long ENDING_MILLIS = 1_000;

  private final BrokerProvider provider = Rabbit.kind().provider().get();

  @TempDir Path state;

  private Server start(String... settings) throws InterruptedException {
    List<String> all = new ArrayList<>(List.of("mode", "process"));
    all.addAll(List.of(settings));
    return provider.start(
        RunningRabbit.settings(all.toArray(new String[0])), new Environment(state, failure -> {}));
  }

  private List<Path> dataLeft() {
    try (Stream<Path> files = Files.list(state.resolve("rabbit-data"))) {
      return files.toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Those that stay; one whose work is done may need a moment to end. */
  private static Set<String> threads() throws InterruptedException {
    Set<String> left = new HashSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("rabbit")) {
        thread.join(ENDING_MILLIS);
        if (thread.isAlive()) {
          left.add(thread.getName());
        }
      }
    }
    return left;
  }

  /** Of this program. */
  private static List<ProcessHandle> processes() {
    return ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).toList();
  }

  /** Whether there is more of it than an entry that its new parent has not read yet. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private void assertNothingIsLeft(String endpoint) throws InterruptedException {
    int port = URI.create(endpoint).getPort();
    assertThrows(
        IOException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    assertEquals(List.of(), processes());
    assertEquals(Set.of(), threads());
  }

  @Test
  void fiveStartsAndStopsLeaveNothingButWhatIsToBeKept() throws Exception {
    for (int round = 0; round < 3; round++) {
      String endpoint;
      try (Server server = start();
          RunningRabbit rabbit = new RunningRabbit(provider, server.endpoint())) {
        endpoint = server.endpoint();
        rabbit.publish(rabbit.queue(), "x");
        assertEquals(Form.PROCESS, server.form());
        assertTrue(server.product().matches("RabbitMQ \\d.*"), server.product());
        assertEquals(server.product(), rabbit.broker.validate());
        assertFalse(server.durable());
        assertTrue(server.diskBytes() > 0);
        assertTrue(Files.isRegularFile(server.log()));
      }
      assertNothingIsLeft(endpoint);
      assertEquals(List.of(), dataLeft());
    }
    Path data = state.resolve("kept");
    Address queue = RunningRabbit.queueOf("kept");
    String endpoint;
    try (Server server = start("data", data.toString());
        RunningRabbit rabbit = new RunningRabbit(provider, server.endpoint())) {
      assertTrue(server.durable());
      rabbit.broker.create(queue, RunningRabbit.settings("quorum", "true"));
      rabbit.publish(queue, "one", "two");
      assertEquals(
          "%s is in use by a rabbit of this program".formatted(data),
          assertThrows(BrokerException.class, () -> start("data", data.toString())).getMessage());
    }
    assertEquals(
        "%s keeps a cluster of 1 node, not of 3".formatted(data),
        assertThrows(BrokerException.class, () -> start("data", data.toString(), "nodes", "3"))
            .getMessage());
    try (Server server = start("data", data.toString());
        RunningRabbit rabbit = new RunningRabbit(provider, server.endpoint())) {
      endpoint = server.endpoint();
      assertEquals(List.of("one", "two"), rabbit.awaited(queue, 2));
    }
    assertNothingIsLeft(endpoint);
  }

  @Test
  void aProgramThatIsKilledTakesItsServerAlongAndWhatWasConfirmedIsKept() throws Exception {
    Path data = state.resolve("shared");
    Address queue = RunningRabbit.queueOf("survivor");
    List<ProcessHandle> orphans;
    try (OtherProgram other = OtherProgram.withProcess(data, state, queue, "before the kill")) {
      assertEquals(
          "%s is in use by a rabbit of another program".formatted(data),
          assertThrows(BrokerException.class, () -> start("data", data.toString())).getMessage());
      orphans = other.descendants();
      assertTrue(orphans.size() >= 3, "too few: " + orphans);
      other.kill();
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (orphans.stream().anyMatch(ProcessServerIT::runs)) {
      assertTrue(System.nanoTime() < deadline, "still there: " + orphans);
      TimeUnit.MILLISECONDS.sleep(10);
    }
    try (Server server = start("data", data.toString());
        RunningRabbit rabbit = new RunningRabbit(provider, server.endpoint())) {
      assertEquals(List.of("before the kill"), rabbit.awaited(queue, 1));
    }
  }

  @Test
  void aStartThatIsGivenUpEndsAtOnceAndLeavesNothing() throws Exception {
    LinkedBlockingQueue<String> ended = new LinkedBlockingQueue<>();
    Thread impatient =
        new Thread(
            () -> {
              try {
                start("nodes", "3").close();
                ended.add("ready");
              } catch (InterruptedException expected) {
                ended.add("given up");
              }
            });
    impatient.start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (processes().size() < 4) {
      assertTrue(System.nanoTime() < deadline, "no process");
    }
    impatient.interrupt();
    assertEquals("given up", ended.poll(10, TimeUnit.SECONDS));
    impatient.join(Duration.ofSeconds(5).toMillis());
    assertEquals(List.of(), processes());
    assertEquals(List.of(), dataLeft());
    assertEquals(Set.of(), threads());
  }

  @Test
  void whatItCannotDoIsOneLine() throws Exception {
    assertEquals(
        "rabbit runs with 1 to 3 nodes here, not 4",
        assertThrows(BrokerException.class, () -> start("nodes", "4")).getMessage());
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertEquals(
          "port " + port + " is in use",
          assertThrows(BrokerException.class, () -> start("port", port)).getMessage());
    }
    assertEquals(List.of(), dataLeft());
  }
}
