package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Form;
import dev.parley.brokers.Message;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.Server;
import dev.parley.brokers.Server.Node.State;
import dev.parley.brokers.Settings;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.containers.Engine;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka in a container, where an engine answers and has the image. */
final class KafkaContainerIT {
  private final BrokerProvider provider = Kafka.kind().provider().get();
  private final LinkedBlockingQueue<String> failures = new LinkedBlockingQueue<>();

  @TempDir Path state;

  @BeforeAll
  static void findEngine() throws InterruptedException {
    Optional<String> missing = Optional.empty();
    try {
      Engine.find(System.getenv())
          .require(Optional.ofNullable(System.getenv("PARLEY_IMAGE_KAFKA")).orElse("apache/kafka"));
    } catch (BrokerException absent) {
      missing = Optional.of("Kafka in a container is not tested: " + absent.getMessage());
    }
    PrintStream reason = System.out;
    missing.ifPresent(reason::println);
    assumeTrue(missing.isEmpty(), missing.orElse(""));
  }

  private Server start(String... settings) throws InterruptedException {
    List<String> all = new ArrayList<>(List.of("mode", "container"));
    all.addAll(List.of(settings));
    return provider.start(
        RunningKafka.settings(all.toArray(new String[0])), new Environment(state, failures::add));
  }

  private Broker client(Server server) {
    return provider.connect(server.endpoint(), Settings.NONE, new Traffic(100, () -> "test"));
  }

  private static void publish(Broker broker, Address topic, String payload)
      throws InterruptedException {
    List<BrokerException> refused = new ArrayList<>();
    try (Publisher publisher = broker.publisher(Settings.NONE)) {
      publisher.send(
          Message.of(topic, Bytes.utf8(payload)),
          receipt -> {
            if (receipt instanceof Receipt.Refused failed) {
              refused.add(failed.failure());
            }
          });
      publisher.flush();
    }
    assertEquals(List.of(), refused);
  }

  private static List<String> pull(Broker broker, Address topic) throws InterruptedException {
    List<Message> messages = new ArrayList<>();
    broker.pull(
        new PullRequest(
            topic,
            Long.MAX_VALUE,
            Optional.empty(),
            false,
            RunningKafka.settings("from", "earliest")),
        messages::add);
    return RunningKafka.payloads(messages);
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(
            name ->
                name.startsWith("container-")
                    || name.startsWith("kafka-")
                    || name.startsWith("docker-java"))
        .collect(Collectors.toSet());
  }

  /** The engine's client learns a moment later that there is nothing more to read. */
  private static void awaitNoThreads() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!threads().isEmpty()) {
      assertTrue(System.nanoTime() < deadline, "left: " + threads());
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void aBrokerInAContainerDoesWhatABrokerDoes() throws Exception {
    Address topic = new Address.Topic("orders");
    String endpoint;
    try (Server server = start();
        Broker broker = client(server)) {
      endpoint = server.endpoint();
      assertEquals(Form.CONTAINER, server.form());
      assertTrue(server.product().matches("Apache Kafka( \\d.*)?"), server.product());
      assertTrue(endpoint.startsWith("127.0.0.1:"), endpoint);
      assertEquals(List.of(new Server.Node(1, endpoint, State.UP)), server.nodes());
      assertFalse(server.durable());
      assertEquals(Optional.empty(), server.failure());
      broker.create(topic, Settings.NONE);
      Inbox inbox = new Inbox();
      try (Subscription subscription =
          broker.subscribe(
              new SubscribeRequest(topic, "audit", Optional.empty(), Settings.NONE), inbox)) {
        publish(broker, topic, "one");
        assertTrue(broker.awaitSettled(Duration.ofSeconds(30)), broker.unsettled().toString());
        assertEquals(List.of("one"), inbox.payloads());
        assertEquals(1, subscription.delivered());
      }
      assertEquals(List.of("one"), pull(broker, topic));
      assertTrue(Files.size(server.log()) > 0, "its log is in " + server.log());
      assertTrue(server.diskBytes() > 0);
    }
    int port = Integer.parseInt(endpoint.substring(endpoint.indexOf(':') + 1));
    assertThrows(
        IOException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    awaitNoThreads();
    assertTrue(failures.isEmpty(), failures.toString());
  }

  @Test
  void itIsKilledPausedAndBroughtBack() throws Exception {
    Address topic = new Address.Topic("orders");
    try (Server server = start()) {
      try (Broker broker = client(server)) {
        broker.create(topic, Settings.NONE);
        publish(broker, topic, "before");
        server.pause(1);
        assertEquals(State.PAUSED, server.nodes().get(0).state());
        assertThrows(BrokerException.class, broker::list);
        server.resume(1);
        assertEquals(List.of("before"), pull(broker, topic));
      }
      server.kill(1);
      assertEquals(State.DOWN, server.nodes().get(0).state());
      assertThrows(BrokerException.class, () -> server.kill(1));
      assertThrows(BrokerException.class, () -> server.pause(1));
      server.restart(1);
      assertEquals(State.UP, server.nodes().get(0).state());
      try (Broker broker = client(server)) {
        assertEquals(List.of("before"), pull(broker, topic));
      }
      assertEquals(Optional.empty(), server.failure());
    }
    assertTrue(failures.isEmpty(), failures.toString());
  }

  @Test
  void whatItCannotDoIsRefusedInOneLine() {
    assertThrows(BrokerException.class, () -> start("nodes", "3"));
    assertThrows(BrokerException.class, () -> start("data", state.toString()));
    long begin = System.nanoTime();
    BrokerException missing =
        assertThrows(BrokerException.class, () -> start("image", "local/there-is-none:1"));
    assertTrue(
        String.valueOf(missing.getMessage())
            .startsWith("image local/there-is-none:1 is not here, and "),
        missing.getMessage());
    assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) < 4000);
  }
}
