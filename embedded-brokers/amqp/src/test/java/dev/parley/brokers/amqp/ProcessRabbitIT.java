package dev.parley.brokers.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Server;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.testing.Inbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The contract with a RabbitMQ of this machine's, as a process. */
@EnabledIf("dev.parley.brokers.amqp.InstalledRabbit#isHere")
final class ProcessRabbitIT extends RabbitContract {
  private Server server;

  @Override
  String start(BrokerProvider provider, Path state) throws InterruptedException {
    server =
        provider.start(
            RunningRabbit.settings("mode", "process"), new Environment(state, failure -> {}));
    return server.endpoint();
  }

  @Override
  void stop() {
    server.close();
  }

  @Override
  Set<Feature> features() {
    return Set.of(Feature.values());
  }

  @Test
  void aSubscriptionGoesOnWhenTheOnlyNodeIsBackAndSaysSoOnce() throws InterruptedException {
    Inbox inbox = new Inbox();
    try (RunningRabbit rabbit =
        new RunningRabbit(Rabbit.kind().provider().get(), server.endpoint())) {
      Address queue = rabbit.queue("quorum", "true");
      rabbit.publish(queue, "before");
      Subscription reader = rabbit.subscribe(queue, "reader", inbox);
      inbox.await(1);
      rabbit.settle();
      server.kill(1);
      server.restart(1);
      rabbit.publish(queue, "after");
      // A node that dies may have forgotten what was acknowledged just before.
      for (int count = 2; !inbox.payloads().contains("after"); count++) {
        inbox.await(count);
      }
      rabbit.settle();
      assertEquals(List.of("before", "after"), inbox.payloads().stream().distinct().toList());
      assertEquals(1, inbox.notices().size(), inbox.notices().toString());
      assertEquals(Optional.empty(), reader.failure());
      reader.close();
    }
  }
}
