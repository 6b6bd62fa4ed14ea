package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP;
import dev.parley.brokers.BrokerException;
import java.time.Duration;
import java.util.Optional;

/**
 * The abrupt end of a consumer. The broker gives back what it had when it notices, which is soon:
 * that is waited for, so that whoever looks next sees it.
 */
final class Departure {
  private static final Duration NOTICED = Duration.ofSeconds(1);

  private final Connections connections;
  private final String queue;

  Departure(Connections connections, String queue) {
    this.connections = connections;
    this.queue = queue;
  }

  void of(QueueReader reader) {
    Optional<Integer> before = consumers();
    reader.cut();
    long deadline = System.nanoTime() + NOTICED.toNanos();
    while (before.isPresent() && System.nanoTime() < deadline) {
      Optional<Integer> now = consumers();
      if (now.isEmpty() || now.get() < before.get()) {
        return;
      }
    }
  }

  private Optional<Integer> consumers() {
    try {
      return connections.lookUp(queue).map(AMQP.Queue.DeclareOk::getConsumerCount);
    } catch (BrokerException | InterruptedException unknown) {
      return Optional.empty();
    }
  }
}
