package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Form;
import dev.parley.brokers.Server;
import dev.parley.brokers.Server.Node.State;
import dev.parley.brokers.Settings;
import dev.parley.brokers.testing.Images;
import dev.parley.brokers.testing.Leftovers;
import dev.parley.brokers.testing.Rounds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Kafka in a container, where an engine answers and has the image: it does what any Kafka does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("available")
final class KafkaContainerIT {
  private final LinkedBlockingQueue<String> failures = new LinkedBlockingQueue<>();
  private Server server;

  static boolean available() throws InterruptedException {
    return Images.here(new ContainedKafka(true));
  }

  @BeforeAll
  void start(@TempDir Path state) throws InterruptedException {
    server = started(state);
  }

  private Server started(Path state) throws InterruptedException {
    return Kafka.kind()
        .provider()
        .get()
        .start(RunningKafka.settings("mode", "container"), new Environment(state, failures::add));
  }

  @AfterAll
  void stop() {
    server.close();
    assertTrue(failures.isEmpty(), failures.toString());
  }

  @Test
  void itTellsWhatItIs() throws Exception {
    assertEquals(Form.CONTAINER, server.form());
    assertTrue(server.product().matches("Apache Kafka \\d.*"), server.product());
    assertTrue(server.endpoint().startsWith("127.0.0.1:"), server.endpoint());
    assertEquals(List.of(new Server.Node(1, server.endpoint(), State.UP)), server.nodes());
    assertFalse(server.durable());
    assertEquals(Optional.empty(), server.failure());
    assertTrue(Files.size(server.log()) > 0, "its log is in " + server.log());
    assertTrue(server.diskBytes() > 0);
  }

  @Test
  void itIsPausedKilledAndBroughtBack() throws InterruptedException {
    Address topic;
    try (RunningKafka kafka = new RunningKafka(server)) {
      topic = kafka.topic();
      kafka.publish(topic, "before");
      server.pause(1);
      assertEquals(State.PAUSED, server.nodes().get(0).state());
      assertTrue(silent(server.endpoint()), "it answers");
      server.resume(1);
      assertEquals(List.of("before"), RunningKafka.payloads(kafka.pull(topic, "from", "earliest")));
    }
    server.kill(1);
    assertEquals(State.DOWN, server.nodes().get(0).state());
    assertThrows(BrokerException.class, () -> server.kill(1));
    assertThrows(BrokerException.class, () -> server.pause(1));
    server.restart(1);
    assertEquals(State.UP, server.nodes().get(0).state());
    try (RunningKafka kafka = new RunningKafka(server)) {
      assertEquals(List.of("before"), RunningKafka.payloads(kafka.pull(topic, "from", "earliest")));
    }
    assertEquals(Optional.empty(), server.failure());
  }

  private static boolean silent(String endpoint) throws InterruptedException {
    try (Connection connection = new Connection(endpoint, Settings.NONE)) {
      connection
          .admin()
          .describeCluster(new DescribeClusterOptions().timeoutMs(1000))
          .nodes()
          .get();
      return false;
    } catch (ExecutionException noAnswer) {
      return noAnswer.getCause() instanceof TimeoutException;
    }
  }

  @Test
  void fiveStartsAndStopsLeaveNothing(@TempDir Path states) throws InterruptedException {
    Leftovers before = Leftovers.since("kafka");
    Rounds.atOnce(
        5,
        () -> started(Files.createTempDirectory(states, "state")),
        each -> {
          try (RunningKafka kafka = new RunningKafka(each)) {
            kafka.publish(kafka.topic(), "x");
          }
        });
    before.assertNothingNew();
  }

  /** What holds for any server. */
  @Nested
  final class Messages extends KafkaMessagesIT {
    @Override
    RunningKafka running(Path state) {
      return new RunningKafka(server);
    }

    @Override
    @Test
    @Disabled("only the embedded one closes a segment that nobody writes to")
    void compactionKeepsTheLastOfEachKeyWithinSeconds() throws InterruptedException {
      super.compactionKeepsTheLastOfEachKeyWithinSeconds();
    }
  }

  /** What holds for any server. */
  @Nested
  final class Groups extends KafkaGroupsIT {
    @Override
    RunningKafka running(Path state) {
      return new RunningKafka(server);
    }

    @Override
    @Test
    @Disabled("it would wait for another death, ten seconds long")
    void aKilledGroupOwesNothingUntilItIsBack() throws InterruptedException {
      super.aKilledGroupOwesNothingUntilItIsBack();
    }

    /** The classic protocol, which every image has, gives a member ten seconds. */
    @Override
    Duration longestNotice() {
      return Duration.ofSeconds(25);
    }
  }

  /** What holds for any server. */
  @Nested
  final class Requests extends KafkaRequestsIT {
    @Override
    RunningKafka running(Path state) {
      return new RunningKafka(server);
    }
  }
}
