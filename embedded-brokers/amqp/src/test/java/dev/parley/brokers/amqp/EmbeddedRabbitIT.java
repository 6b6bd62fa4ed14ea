package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import java.nio.file.Path;
import java.util.Set;

/** The contract with the embedded broker. */
final class EmbeddedRabbitIT extends RabbitContract {
  private Server server;

  @Override
  String start(BrokerProvider provider, Path state) throws InterruptedException {
    server = provider.start(Settings.NONE, new Environment(state, failure -> {}));
    return server.endpoint();
  }

  @Override
  void stop() {
    server.close();
  }

  @Override
  Set<Feature> features() {
    return Set.of(Feature.MANAGEMENT);
  }
}
