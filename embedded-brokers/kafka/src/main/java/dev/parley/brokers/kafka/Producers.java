package dev.parley.brokers.kafka;

import dev.parley.brokers.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Producers: one that all share, because making one takes longer than sending, and special ones.
 */
final class Producers implements AutoCloseable {
  static final Duration CLOSING = Duration.ofSeconds(1);

  private final Session session;
  private Optional<Producer<byte[], byte[]>> shared = Optional.empty();

  Producers(Session session) {
    this.session = session;
  }

  synchronized Producer<byte[], byte[]> shared() {
    if (shared.isEmpty()) {
      shared = Optional.of(new KafkaProducer<>(session.connection().producer()));
    }
    return shared.get();
  }

  KafkaPublisher publisher(Settings settings) throws InterruptedException {
    Optional<String> transaction = settings.text("transaction");
    String acks = settings.text("acks").orElse("all");
    if (transaction.isEmpty() && acks.equals("all")) {
      return new KafkaPublisher(session, shared(), false, false);
    }
    Map<String, Object> properties = session.connection().producer();
    properties.put("acks", acks);
    transaction.ifPresent(id -> properties.put("transactional.id", id));
    Producer<byte[], byte[]> producer =
        new Calls(session.connection()).call(() -> new KafkaProducer<>(properties));
    if (transaction.isPresent()) {
      try {
        new Calls(session.connection()).run(producer::initTransactions);
      } catch (InterruptedException | RuntimeException failed) {
        producer.close(Duration.ZERO);
        throw failed;
      }
    }
    return new KafkaPublisher(session, producer, true, transaction.isPresent());
  }

  @Override
  public synchronized void close() {
    shared.ifPresent(producer -> producer.close(CLOSING));
    shared = Optional.empty();
  }
}
