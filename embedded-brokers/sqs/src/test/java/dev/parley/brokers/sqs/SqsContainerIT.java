package dev.parley.brokers.sqs;

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
import dev.parley.brokers.testing.Images;
import dev.parley.brokers.testing.Leftovers;
import dev.parley.brokers.testing.Rounds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The contract with LocalStack in a container, where an engine answers and has the image. */
@EnabledIf("available")
final class SqsContainerIT extends ClientContract {
  private final LinkedBlockingQueue<String> failures = new LinkedBlockingQueue<>();
  @TempDir static Path state;
  private Server server;

  static boolean available() throws InterruptedException {
    return Images.here(new ContainedSqs());
  }

  @Override
  String endpoint() throws InterruptedException {
    server = started(state);
    return server.endpoint();
  }

  private Server started(Path directory) throws InterruptedException {
    return Sqs.kind()
        .provider()
        .get()
        .start(Client.settings("mode", "container"), new Environment(directory, failures::add));
  }

  @AfterAll
  void stop() {
    server.close();
    assertTrue(failures.isEmpty(), failures.toString());
  }

  @Test
  void itTellsWhatItIs() throws Exception {
    assertEquals(Form.CONTAINER, server.form());
    assertTrue(server.product().matches("LocalStack \\d.*|SQS of .+"), server.product());
    assertTrue(server.endpoint().matches("http://127\\.0\\.0\\.1:\\d+"), server.endpoint());
    assertEquals(List.of(new Server.Node(1, server.endpoint(), State.UP)), server.nodes());
    assertEquals(Optional.empty(), server.failure());
    assertTrue(Files.size(server.log()) > 0, "its log is in " + server.log());
  }

  /** LocalStack keeps nothing, so there is nothing to come back. */
  @Test
  void itIsPausedKilledAndBroughtBack(@TempDir Path another) throws InterruptedException {
    try (Server victim = started(another);
        Client sqs = new Client(victim.endpoint())) {
      Address queue = sqs.queue();
      victim.pause(1);
      assertEquals(State.PAUSED, victim.nodes().get(0).state());
      victim.resume(1);
      assertTrue(sqs.broker.exists(queue));
      victim.kill(1);
      assertEquals(State.DOWN, victim.nodes().get(0).state());
      assertThrows(BrokerException.class, () -> sqs.pull(queue));
      assertThrows(BrokerException.class, () -> victim.kill(1));
      victim.restart(1);
      assertEquals(State.UP, victim.nodes().get(0).state());
      assertFalse(sqs.broker.exists(queue));
      assertEquals(Optional.empty(), victim.failure());
    }
  }

  @Test
  void fiveStartsAndStopsLeaveNothing(@TempDir Path states) throws InterruptedException {
    Leftovers before = Leftovers.since("sqs");
    Rounds.atOnce(
        5,
        () -> started(Files.createTempDirectory(states, "state")),
        each -> {
          try (Client client = new Client(each.endpoint())) {
            client.publish(client.queue(), "x");
          }
        });
    before.assertNothingNew();
  }
}
