package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Server;
import java.nio.file.Path;
import java.util.Set;
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
}
