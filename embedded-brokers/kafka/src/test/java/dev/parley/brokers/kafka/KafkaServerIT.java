package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Form;
import dev.parley.brokers.Message;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
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
final class KafkaServerIT {
  private final BrokerProvider provider = Kafka.kind().provider().get();
  private final LinkedBlockingQueue<String> failures = new LinkedBlockingQueue<>();

  @TempDir Path state;

  private Server start(String... settings) throws InterruptedException {
    return provider.start(RunningKafka.settings(settings), new Environment(state, failures::add));
  }

  private Broker client(Server server) {
    return provider.connect(server.endpoint(), Settings.NONE, new Traffic(100, () -> "test"));
  }

  private static void publish(Broker broker, Address topic, String payload)
      throws InterruptedException {
    try (var publisher = broker.publisher(Settings.NONE)) {
      publisher.send(
          Message.of(topic, Bytes.utf8(payload)),
          receipt -> {
            if (receipt instanceof Receipt.Refused refused) {
              throw refused.failure();
            }
          });
      publisher.flush();
    }
  }

  private static List<String> pull(Broker broker, Address topic, String... settings)
      throws InterruptedException {
    List<Message> messages = new ArrayList<>();
    broker.pull(
        new PullRequest(
            topic, Long.MAX_VALUE, Optional.empty(), false, RunningKafka.settings(settings)),
        messages::add);
    return RunningKafka.payloads(messages);
  }

  @Test
  void aServerTellsWhatItIs() throws InterruptedException {
    try (Server server = start()) {
      assertEquals("kafka", server.system());
      assertEquals(Form.EMBEDDED, server.form());
      assertEquals("Apache Kafka 4.4.0", server.product());
      assertTrue(server.endpoint().startsWith("127.0.0.1:"), server.endpoint());
      assertEquals(
          List.of(new Server.Node(1, server.endpoint(), Server.Node.State.UP)), server.nodes());
      assertTrue(server.threads() > 10, "threads: " + server.threads());
      assertTrue(server.diskBytes() > 0 && server.diskBytes() < 5_000_000);
      assertFalse(server.durable());
      assertTrue(Files.isRegularFile(server.log()));
      assertTrue(server.data().startsWith(state));
      assertEquals(Optional.empty(), server.failure());
    }
    assertEquals(List.of(), dataLeft());
  }

  private List<Path> dataLeft() {
    try (Stream<Path> files = Files.list(state.resolve("kafka-data"))) {
      return files.toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
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
      assertEquals("127.0.0.1:" + port, server.endpoint());
    }
    assertThrows(BrokerException.class, () -> start("port", "70000"));
  }

  @Test
  void dataThatIsKeptSurvivesAStopOnNewPorts() throws InterruptedException {
    Path data = state.resolve("kept");
    Address topic = new Address.Topic("kept");
    String before;
    try (Server server = start("data", data.toString());
        Broker broker = client(server)) {
      assertTrue(server.durable());
      before = server.endpoint();
      broker.create(topic, RunningKafka.settings("partitions", "1"));
      publish(broker, topic, "one");
      assertEquals(List.of("one"), pull(broker, topic));
      publish(broker, topic, "two");
    }
    try (Server server = start("data", data.toString());
        Broker broker = client(server)) {
      assertFalse(before.equals(server.endpoint()), "another port");
      assertEquals(List.of("one", "two"), pull(broker, topic, "from", "earliest"));
      assertEquals(List.of("two"), pull(broker, topic), "the group goes on where it was");
    }
    assertTrue(Files.isDirectory(data));
  }

  @Test
  void aDirectoryServesOneServerOfThisProgram() throws InterruptedException {
    Path data = state.resolve("one");
    try (Server server = start("data", data.toString())) {
      BrokerException refused =
          assertThrows(BrokerException.class, () -> start("data", data.toString()));
      assertEquals(data + " is in use by a kafka of this program", refused.getMessage());
      assertTrue(server.durable());
    }
    start("data", data.toString()).close();
  }

  @Test
  void aDirectoryServesOneProgramAndSurvivesItsKilling() throws Exception {
    Path data = state.resolve("shared");
    Address topic = new Address.Topic("survivor");
    try (OtherProgram other = OtherProgram.holding(data, state, topic, "before the kill")) {
      BrokerException refused =
          assertThrows(BrokerException.class, () -> start("data", data.toString()));
      assertEquals(data + " is in use by a kafka of another program", refused.getMessage());
      other.kill();
    }
    try (Server server = start("data", data.toString());
        Broker broker = client(server)) {
      assertEquals(List.of("before the kill"), pull(broker, topic, "from", "earliest"));
    }
  }

  @Test
  void whatAKilledProgramLeftIsRemovedAtTheNextStartAndNotBefore() throws Exception {
    try (OtherProgram other = OtherProgram.temporary(state, new Address.Topic("t"), "x")) {
      List<Path> theirs = dataLeft();
      assertEquals(2, theirs.size(), theirs.toString());
      start().close();
      assertEquals(theirs, dataLeft(), "its owner lives");
      other.kill();
      start().close();
      assertEquals(List.of(), dataLeft());
    }
  }

  @Test
  void aServerWhoseDataIsDeletedDiesWithoutTakingTheProgramAlong() throws Exception {
    try (Server server = start();
        Broker broker = client(server)) {
      Address topic = new Address.Topic("doomed");
      broker.create(topic, Settings.NONE);
      publish(broker, topic, "x");
      delete(server.data());
      String line = failures.poll(20, TimeUnit.SECONDS);
      assertEquals("its data directory " + server.data() + " is gone", line);
      assertEquals(Optional.of(line), server.failure());
      long begin = System.nanoTime();
      BrokerException refused =
          assertThrows(BrokerException.class, () -> pull(broker, topic, "from", "earliest"));
      assertTrue(System.nanoTime() - begin < Duration.ofSeconds(15).toNanos());
      assertEquals("no answer from kafka at " + server.endpoint(), refused.getMessage());
    }
    assertEquals(0, failures.size(), "told once");
    try (Server again = start();
        Broker broker = client(again)) {
      broker.create(new Address.Topic("alive"), Settings.NONE);
      publish(broker, new Address.Topic("alive"), "x");
      assertEquals(List.of("x"), pull(broker, new Address.Topic("alive")));
    }
  }

  private static void delete(Path tree) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(tree)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }

  @Test
  void aStartThatIsGivenUpEndsAtOnceAndTheNextOneWaitsForItsEnd() throws Exception {
    LinkedBlockingQueue<Long> ended = new LinkedBlockingQueue<>();
    Thread impatient =
        new Thread(
            () -> {
              try {
                start("data", state.resolve("given-up").toString()).close();
              } catch (InterruptedException expected) {
                ended.add(System.nanoTime());
              }
            });
    impatient.start();
    // Well within the start: its log has begun, and there is no server yet.
    while (!Files.exists(state.resolve("kafka.log"))) {
      Thread.onSpinWait();
    }
    long interrupted = System.nanoTime();
    impatient.interrupt();
    Long at = ended.poll(5, TimeUnit.SECONDS);
    assertTrue(at != null && at - interrupted < 100_000_000L, "it took " + at);
    try (Server server = start("data", state.resolve("given-up").toString())) {
      assertTrue(server.durable());
    }
  }

  @Test
  void fiftyStartsAndStopsLeaveNothingBehind() throws Exception {
    start().close();
    Set<String> before = threads();
    long usedBefore = usedBytes();
    for (int round = 0; round < 50; round++) {
      String endpoint;
      try (Server server = start()) {
        endpoint = server.endpoint();
      }
      assertThrows(IOException.class, () -> connect(endpoint).close());
    }
    // Others may have ended meanwhile, as the one that waits for child processes does.
    Set<String> left = new HashSet<>(threads());
    left.removeAll(before);
    assertEquals(Set.of(), left);
    assertEquals(List.of(), dataLeft());
    long grown = usedBytes() - usedBefore;
    assertTrue(grown < 40_000_000, "fifty servers left " + grown + " bytes on the heap");
  }

  private static Socket connect(String endpoint) throws IOException {
    return new Socket(
        InetAddress.getLoopbackAddress(),
        Integer.parseInt(endpoint.substring(endpoint.indexOf(':') + 1)));
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> !name.startsWith("ForkJoinPool") && !name.startsWith("surefire"))
        // Of the JVM's own, as soon as somebody looks at it from outside.
        .filter(name -> !name.equals("Attach Listener"))
        .collect(Collectors.toSet());
  }

  private static long usedBytes() {
    // Whether something is left can be seen only after what is not left has gone.
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
