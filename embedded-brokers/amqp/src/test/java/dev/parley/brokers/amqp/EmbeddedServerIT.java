package dev.parley.brokers.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Form;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.support.DataDirectory;
import dev.parley.brokers.testing.Inbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server's life: how it starts, what it survives, what it leaves behind. */
final class EmbeddedServerIT {
  private final BrokerProvider provider = Rabbit.kind().provider().get();
  private final LinkedBlockingQueue<String> failures = new LinkedBlockingQueue<>();

  @TempDir Path state;

  private Server start(String... settings) throws InterruptedException {
    return provider.start(RunningRabbit.settings(settings), new Environment(state, failures::add));
  }

  private RunningRabbit client(Server server) {
    return new RunningRabbit(provider, server.endpoint());
  }

  private List<Path> dataLeft() {
    try (Stream<Path> files = Files.list(state.resolve("rabbit-data"))) {
      return files.toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void aServerTellsWhatItIs() throws InterruptedException {
    try (Server server = start();
        RunningRabbit rabbit = client(server)) {
      assertEquals("rabbit", server.system());
      assertEquals(Form.EMBEDDED, server.form());
      assertEquals("Apache Qpid Broker-J 10.1.0", server.product());
      assertEquals(server.product(), rabbit.broker.validate());
      assertTrue(server.endpoint().matches("amqp://guest:guest@127\\.0\\.0\\.1:\\d+"));
      assertEquals(
          List.of(new Server.Node(1, server.endpoint(), Server.Node.State.UP)), server.nodes());
      assertTrue(server.threads() > 3, "threads: " + server.threads());
      assertFalse(server.durable());
      assertTrue(Files.isRegularFile(server.log()));
      assertEquals(Optional.empty(), server.failure());
    }
    assertEquals(List.of(), dataLeft());
    assertEquals(List.of(), threads().stream().filter(name -> name.startsWith("Timer-")).toList());
  }

  @Test
  void whatItCannotDoIsOneLine() {
    assertEquals(
        "the embedded rabbit runs as one node",
        assertThrows(BrokerException.class, () -> start("nodes", "3")).getMessage());
    assertEquals(
        "rabbit has no mode unheard-of here",
        assertThrows(BrokerException.class, () -> start("mode", "unheard-of")).getMessage());
    assertThrows(BrokerException.class, () -> start("port", "70000"));
  }

  @Test
  void itListensWhereItIsToldAndAPortInUseIsOneClearLine() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      BrokerException refused =
          assertThrows(BrokerException.class, () -> start("port", Integer.toString(port)));
      assertEquals("port " + port + " is in use", refused.getMessage());
      assertEquals(List.of(), dataLeft());
    }
    try (Server server = start("port", Integer.toString(port))) {
      assertEquals("amqp://guest:guest@127.0.0.1:" + port, server.endpoint());
    }
  }

  @Test
  void dataThatIsKeptSurvivesAStop() throws InterruptedException {
    Path data = state.resolve("kept");
    Address queue = RunningRabbit.queueOf("kept");
    Address exchange = new Address.Exchange("kept-exchange", "");
    try (Server server = start("data", data.toString());
        RunningRabbit rabbit = client(server)) {
      assertTrue(server.durable());
      rabbit.broker.create(queue, RunningRabbit.settings());
      rabbit.broker.create(exchange, RunningRabbit.settings("type", "fanout"));
      rabbit.broker.bind(exchange, queue, RunningRabbit.settings());
      Address dead = RunningRabbit.queueOf("kept-dead");
      Address.Exchange failed = new Address.Exchange("kept-failed", "");
      rabbit.broker.create(dead, RunningRabbit.settings());
      rabbit.broker.create(failed, RunningRabbit.settings());
      rabbit.broker.bind(new Address.Exchange("kept-failed", "k"), dead, RunningRabbit.settings());
      rabbit.broker.create(
          RunningRabbit.queueOf("kept-brief"),
          RunningRabbit.settings("ttl", "50ms", "dead-letter", "kept-failed/k"));
      rabbit.publish(queue, "one", "two");
      rabbit.publish(
          RunningRabbit.settings("transient", "true"), RunningRabbit.message(queue, "brief"));
      assertEquals(
          "%s is in use by a rabbit of this program".formatted(data),
          assertThrows(BrokerException.class, () -> start("data", data.toString())).getMessage());
    }
    try (Server server = start("data", data.toString());
        RunningRabbit rabbit = client(server)) {
      rabbit.publish(exchange, "three");
      assertEquals(List.of("one", "two", "three"), rabbit.awaited(queue, 3));
      rabbit.publish(RunningRabbit.queueOf("kept-brief"), "late");
      assertEquals(List.of("late"), rabbit.awaited(RunningRabbit.queueOf("kept-dead"), 1));
    }
  }

  /** Refused before it was sent or, where the connection ends at that moment, afterwards. */
  private static void assertNotConfirmed(RunningRabbit rabbit, Address queue)
      throws InterruptedException {
    try {
      List<Receipt> receipts =
          rabbit.publish(Settings.NONE, RunningRabbit.message(queue, "not kept"));
      assertInstanceOf(Receipt.Refused.class, receipts.get(0));
    } catch (BrokerException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isBlank());
    }
  }

  @Test
  void dataThatIsDeletedIsSaidAtOnceAndNothingMoreIsConfirmed() throws Exception {
    Path data = state.resolve("deleted");
    Address queue = RunningRabbit.queueOf("jobs");
    try (Server server = start("data", data.toString());
        RunningRabbit rabbit = client(server)) {
      rabbit.broker.create(queue, RunningRabbit.settings());
      rabbit.publish(queue, "kept");
      DataDirectory.delete(data);
      assertEquals("its data directory " + data + " is gone", failures.poll(10, TimeUnit.SECONDS));
      assertTrue(server.failure().isPresent());
      assertEquals(Server.Node.State.DOWN, server.nodes().get(0).state());
      assertNotConfirmed(rabbit, queue);
    }
    try (Server server = start("data", data.toString());
        RunningRabbit rabbit = client(server)) {
      rabbit.broker.create(queue, RunningRabbit.settings());
      rabbit.publish(queue, "anew");
      assertEquals(List.of("anew"), rabbit.awaited(queue, 1));
    }
  }

  @Test
  void dataThatIsKeptSurvivesTheKillingOfItsProgram() throws Exception {
    Path data = state.resolve("shared");
    Address queue = RunningRabbit.queueOf("survivor");
    try (OtherProgram other = OtherProgram.holding(data, state, queue, "before the kill")) {
      other.kill();
    }
    try (Server server = start("data", data.toString());
        RunningRabbit rabbit = client(server)) {
      assertEquals(List.of("before the kill"), rabbit.awaited(queue, 1));
    }
  }

  @Test
  void aStartThatIsGivenUpEndsAtOnceAndTheNextOneWaitsForItsEnd() throws Exception {
    LinkedBlockingQueue<String> ended = new LinkedBlockingQueue<>();
    Thread impatient =
        new Thread(
            () -> {
              try {
                start("data", state.resolve("given-up").toString()).close();
                ended.add("ready");
              } catch (InterruptedException expected) {
                ended.add("given up");
              }
            });
    impatient.start();
    // Well within the start: its log has begun, and there is no server yet.
    while (!Files.exists(state.resolve("rabbit.log"))) {
      Thread.onSpinWait();
    }
    impatient.interrupt();
    assertEquals("given up", ended.poll(5, TimeUnit.SECONDS));
    try (Server server = start("data", state.resolve("given-up").toString())) {
      assertTrue(server.durable());
    }
  }

  @Test
  void aKilledServerIsGoneAndItsSubscriptionsSaySo() throws Exception {
    try (Server server = start();
        RunningRabbit rabbit = client(server)) {
      Address queue = rabbit.queue();
      Inbox inbox = new Inbox();
      rabbit.subscribe(queue, "left", inbox);
      server.kill(1);
      assertEquals(Server.Node.State.DOWN, server.nodes().get(0).state());
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (inbox.failures().isEmpty()) {
        assertTrue(System.nanoTime() < deadline, "the subscription was not told");
        Thread.onSpinWait();
      }
      assertEquals(List.of(), inbox.notices());
      assertThrows(BrokerException.class, () -> rabbit.pull(queue));
      assertThrows(BrokerException.class, () -> server.kill(1));
    }
  }

  @Test
  void aSubscriptionElsewhereGoesOnWhenItsServerIsBackAndSaysSoOnce() throws Exception {
    String data = state.resolve("back").toString();
    // To another's client it is a server like any other.
    BrokerProvider others = Rabbit.kind().provider().get();
    Server first = start("data", data);
    String port = Integer.toString(URI.create(first.endpoint()).getPort());
    Inbox inbox = new Inbox();
    try (RunningRabbit rabbit = new RunningRabbit(others, first.endpoint())) {
      Address queue = rabbit.queue();
      rabbit.publish(queue, "before");
      Subscription reader = rabbit.subscribe(queue, "reader", inbox);
      inbox.await(1);
      rabbit.settle();
      first.close();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
      while (inbox.notices().isEmpty()) {
        assertTrue(System.nanoTime() < deadline, "it says nothing: " + inbox.failures());
        Thread.onSpinWait();
      }
      try (Server second = start("data", data, "port", port)) {
        assertEquals(first.endpoint(), second.endpoint());
        rabbit.publish(queue, "after");
        assertEquals(List.of("before", "after"), inbox.await(2).payloads());
        rabbit.settle();
        reader.close();
      }
      assertEquals(1, inbox.notices().size(), inbox.notices().toString());
      assertTrue(inbox.notices().get(0).endsWith("; goes on by itself if it is back within 30 s"));
      assertEquals(List.of(), inbox.failures());
    } finally {
      first.close();
    }
  }

  @Test
  void fiftyStartsAndStopsLeaveNothingBehind() throws Exception {
    start().close();
    Set<String> before = threads();
    for (int round = 0; round < 50; round++) {
      String endpoint;
      try (Server server = start();
          RunningRabbit rabbit = client(server)) {
        endpoint = server.endpoint();
        rabbit.publish(rabbit.queue(), "x");
      }
      int port = URI.create(endpoint).getPort();
      assertThrows(
          IOException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }
    assertEquals(before, threads());
    assertEquals(List.of(), dataLeft());
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(
            name ->
                !name.startsWith("ForkJoinPool")
                    && !name.startsWith("surefire")
                    && !name.startsWith("process reaper"))
        .collect(Collectors.toSet());
  }
}
