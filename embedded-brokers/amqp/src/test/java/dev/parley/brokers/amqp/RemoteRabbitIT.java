package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerProvider;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract with a RabbitMQ that somebody runs; its queues are left behind. */
@EnabledIfEnvironmentVariable(named = RemoteRabbitIT.URL, matches = "amqps?://.*")
final class RemoteRabbitIT extends RabbitContract {
  static final String URL = "PARLEY_TEST_RABBITMQ";

  @Override
  String start(BrokerProvider provider, Path state) {
    return System.getenv(URL);
  }

  @Override
  void stop() {
    // It is not ours.
  }

  @Override
  Set<Feature> features() {
    return Set.of(
        Feature.RABBITMQ_QUEUES,
        Feature.EXCHANGE_TO_EXCHANGE,
        Feature.EMPTY_TABLES,
        Feature.DEATH_HEADERS);
  }
}
