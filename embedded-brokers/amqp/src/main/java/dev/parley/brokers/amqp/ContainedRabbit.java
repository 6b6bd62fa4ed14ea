package dev.parley.brokers.amqp;

import dev.parley.brokers.Traffic;
import dev.parley.brokers.containers.ContainedSystem;
import dev.parley.brokers.containers.RunningContainer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One node of RabbitMQ in a container. */
final class ContainedRabbit implements ContainedSystem {
  @Override
  public String system() {
    return "rabbit";
  }

  @Override
  public String image() {
    return "rabbitmq";
  }

  @Override
  public int port() {
    return 5672;
  }

  @Override
  public Path data() {
    return Path.of("/var/lib/rabbitmq");
  }

  /** The image lets its user guest in from everywhere; from where is decided by the port. */
  @Override
  public Map<String, String> environment(String host, int port) {
    return Map.of();
  }

  @Override
  public String endpoint(String host, int port) {
    return "amqp://guest:guest@" + host + ":" + port;
  }

  @Override
  public String product(String endpoint, RunningContainer container) throws InterruptedException {
    Traffic nobodyLooks = new Traffic(1, () -> "start");
    try (RabbitBroker client =
        RabbitBroker.connect(Endpoint.parse(endpoint), Optional.empty(), nobodyLooks)) {
      return client.validate();
    }
  }
}
