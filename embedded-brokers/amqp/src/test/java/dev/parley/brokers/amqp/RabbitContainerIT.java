package dev.parley.brokers.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider;
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
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The contract with RabbitMQ in a container, where an engine answers and has the image. */
@EnabledIf("available")
final class RabbitContainerIT extends RabbitContract {
  private final LinkedBlockingQueue<String> failures = new LinkedBlockingQueue<>();
  private Server server;

  static boolean available() throws InterruptedException {
    return Images.here(new ContainedRabbit());
  }

  @Override
  String start(BrokerProvider provider, Path state) throws InterruptedException {
    server = started(provider, state);
    return server.endpoint();
  }

  private Server started(BrokerProvider provider, Path state) throws InterruptedException {
    return provider.start(
        RunningRabbit.settings("mode", "container"), new Environment(state, failures::add));
  }

  @Override
  void stop() {
    server.close();
    assertTrue(failures.isEmpty(), failures.toString());
  }

  @Override
  Set<Feature> features() {
    return Set.of(
        Feature.RABBITMQ_QUEUES,
        Feature.EXCHANGE_TO_EXCHANGE,
        Feature.EMPTY_TABLES,
        Feature.DEATH_HEADERS);
  }

  @Test
  void itTellsWhatItIs() throws Exception {
    assertEquals(Form.CONTAINER, server.form());
    assertTrue(server.product().matches("RabbitMQ \\d.*"), server.product());
    assertTrue(server.endpoint().matches("amqp://guest:guest@127\\.0\\.0\\.1:\\d+"));
    assertEquals(List.of(new Server.Node(1, server.endpoint(), State.UP)), server.nodes());
    assertEquals(Optional.empty(), server.failure());
    assertTrue(Files.size(server.log()) > 0, "its log is in " + server.log());
  }

  @Test
  void itIsPausedKilledAndBroughtBack() throws InterruptedException {
    BrokerProvider provider = Rabbit.kind().provider().get();
    Address queue;
    try (RunningRabbit rabbit = new RunningRabbit(provider, server.endpoint())) {
      queue = rabbit.queue();
      rabbit.publish(queue, "before");
      server.pause(1);
      assertEquals(State.PAUSED, server.nodes().get(0).state());
      server.resume(1);
      assertTrue(rabbit.broker.exists(queue));
      server.kill(1);
      assertEquals(State.DOWN, server.nodes().get(0).state());
      assertThrows(BrokerException.class, () -> rabbit.pull(queue));
      assertThrows(BrokerException.class, () -> server.kill(1));
      server.restart(1);
      assertEquals(State.UP, server.nodes().get(0).state());
      assertEquals(List.of("before"), rabbit.awaited(queue, 1));
    }
    assertEquals(Optional.empty(), server.failure());
  }

  @Test
  void fiveStartsAndStopsLeaveNothing(@TempDir Path states) throws InterruptedException {
    Leftovers before = Leftovers.since("rabbit");
    Rounds.atOnce(
        5,
        () -> started(Rabbit.kind().provider().get(), Files.createTempDirectory(states, "state")),
        each -> {
          BrokerProvider provider = Rabbit.kind().provider().get();
          try (RunningRabbit rabbit = new RunningRabbit(provider, each.endpoint())) {
            rabbit.publish(rabbit.queue(), "x");
          }
        });
    before.assertNothingNew();
  }
}
