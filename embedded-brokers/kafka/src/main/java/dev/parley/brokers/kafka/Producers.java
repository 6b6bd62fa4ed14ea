package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Message;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;

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

  synchronized Producer<byte[], byte[]> shared() throws InterruptedException {
    if (shared.isEmpty()) {
      shared = Optional.of(made(session.connection().producer()));
    }
    return shared.get();
  }

  private Producer<byte[], byte[]> made(Map<String, Object> properties)
      throws InterruptedException {
    return new Calls(session.connection()).call(() -> new KafkaProducer<>(properties));
  }

  KafkaPublisher publisher(Settings settings) throws InterruptedException {
    Optional<String> transaction = settings.text("transaction");
    if (transaction.filter(String::isBlank).isPresent()) {
      throw BrokerException.notUnderstood(
          "--transaction needs an id", "for example --transaction payments-1");
    }
    String acks = settings.text("acks").orElse("all");
    if (transaction.isEmpty() && acks.equals("all")) {
      return new KafkaPublisher(session, shared(), false, Optional.empty());
    }
    Map<String, Object> properties = session.connection().producer();
    properties.put("acks", acks);
    transaction.ifPresent(id -> properties.put("transactional.id", id));
    if (transaction.isPresent()) {
      // To begin takes long where a node has died, and for ever where nobody is.
      session.topics().nodes();
    }
    Producer<byte[], byte[]> producer = made(properties);
    if (transaction.isPresent()) {
      try {
        new Calls(session.connection()).run(producer::initTransactions);
      } catch (InterruptedException | RuntimeException failed) {
        close(producer, Duration.ZERO);
        throw failed;
      }
    }
    return new KafkaPublisher(session, producer, true, transaction);
  }

  /** Sends one message and waits until it is stored. */
  void store(Message message, Settings settings) throws InterruptedException {
    CompletableFuture<Boolean> stored = new CompletableFuture<>();
    try (KafkaPublisher publisher = publisher(settings)) {
      publisher.send(
          message,
          receipt -> {
            if (receipt instanceof Receipt.Refused refused) {
              stored.completeExceptionally(refused.failure());
            } else {
              stored.complete(true);
            }
          });
      publisher.commit();
      stored.get();
    } catch (ExecutionException failed) {
      throw session.connection().explained(failed);
    }
  }

  @Override
  public synchronized void close() {
    shared.ifPresent(producer -> close(producer, CLOSING));
    shared = Optional.empty();
  }

  /** Of a thread that is interrupted as well: it stays so. */
  static void close(Producer<byte[], byte[]> producer, Duration patience) {
    try {
      producer.close(patience);
    } catch (InterruptException inAHurry) {
      // It is closed all the same; only its thread was not waited for.
    }
  }
}
