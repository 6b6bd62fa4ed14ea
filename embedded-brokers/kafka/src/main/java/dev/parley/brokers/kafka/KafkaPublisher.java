package dev.parley.brokers.kafka;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Losses;
import dev.parley.brokers.Message;
import dev.parley.brokers.Position;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.support.SentLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Sends through a producer that is its own or shared. */
final class KafkaPublisher implements Publisher {
  private static final Duration MARKING = Duration.ofSeconds(5);

  private final Session session;
  private final Producer<byte[], byte[]> producer;
  private final boolean own;
  private final Optional<String> transaction;
  private final Calls calls;
  private final SentLog log;
  private final Losses changes = new Losses();

  /** How many partitions each topic has that was sent to. */
  private final Map<String, Integer> topics = new HashMap<>();

  private boolean open;

  /**
   * @param own whether the producer ends with this
   * @param transaction its id; all is sent in one
   */
  KafkaPublisher(
      Session session,
      Producer<byte[], byte[]> producer,
      boolean own,
      Optional<String> transaction) {
    this.session = session;
    this.producer = producer;
    this.own = own;
    this.transaction = transaction;
    this.calls = new Calls(session.connection());
    this.log = new SentLog(session.traffic());
  }

  @Override
  public void send(Message message, Outcome outcome) throws InterruptedException {
    ProducerRecord<byte[], byte[]> record = Records.record(message);
    check(record);
    if (transaction.isPresent() && !open) {
      calls.run(producer::beginTransaction);
      open = true;
    }
    Address address = message.destination();
    Optional<String> correlation = message.header(Requests.CORRELATION);
    log.sent(address, correlation);
    Records.changes(message).forEach(changes::add);
    calls.call(
        () ->
            producer.send(
                record,
                (metadata, failed) -> done(address, correlation, metadata, failed, outcome)));
  }

  @Override
  public Map<String, Long> changes() {
    return changes.counts();
  }

  /** What the producer would only find out by waiting. */
  private void check(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
    Integer partitions = topics.get(record.topic());
    if (partitions == null) {
      partitions = session.topics().partitions(record.topic()).size();
      topics.put(record.topic(), partitions);
    }
    if (record.partition() != null && record.partition() >= partitions) {
      throw new BrokerException(
          "kafka:" + record.topic() + " has no partition " + record.partition(),
          partitions == 1
              ? "it has one partition: 0"
              : "its partitions are 0 to " + (partitions - 1));
    }
  }

  private void done(
      Address address,
      Optional<String> correlation,
      @Nullable RecordMetadata metadata,
      @Nullable Exception failed,
      Outcome outcome) {
    if (failed != null) {
      log.refused(address, correlation);
      outcome.done(new Receipt.Refused(session.connection().explained(failed)));
      return;
    }
    // Without acknowledgements there is no offset to tell.
    if (metadata == null || !metadata.hasOffset()) {
      log.confirmed(address, Optional.empty(), correlation);
      outcome.done(new Receipt.Sent());
      return;
    }
    session
        .settlement()
        .published(new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset());
    Position position = new Position.Log(metadata.partition(), metadata.offset());
    log.confirmed(address, Optional.of(position), correlation);
    outcome.done(Receipt.Confirmed.at(position));
  }

  @Override
  public void flush() throws InterruptedException {
    calls.run(producer::flush);
    log.flush();
  }

  @Override
  public void commit() throws InterruptedException {
    flush();
    if (open) {
      calls.run(producer::commitTransaction);
      open = false;
      awaitMarks();
    }
  }

  @Override
  public void abort() throws InterruptedException {
    flush();
    if (open) {
      open = false;
      calls.run(producer::abortTransaction);
      awaitMarks();
    }
  }

  /**
   * The coordinator answers before all partitions have the mark that ends the transaction; until
   * then its records are read by nobody who reads committed ones only.
   */
  private void awaitMarks() throws InterruptedException {
    long deadline = System.nanoTime() + MARKING.toNanos();
    while (marking() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private boolean marking() throws InterruptedException {
    String id = transaction.orElseThrow();
    try {
      TransactionState state =
          session
              .connection()
              .admin()
              .describeTransactions(List.of(id))
              .description(id)
              .get()
              .state();
      return state == TransactionState.PREPARE_COMMIT || state == TransactionState.PREPARE_ABORT;
    } catch (ExecutionException notTold) {
      // It is decided all the same.
      return false;
    }
  }

  @Override
  public void close() {
    try {
      if (open) {
        open = false;
        producer.abortTransaction();
      }
    } catch (KafkaException failed) {
      // Then the cluster aborts it, when its time is over.
      LoggerFactory.getLogger(KafkaPublisher.class).warn("Abort failed", failed);
    } finally {
      log.flush();
      if (own) {
        Producers.close(producer, Producers.CLOSING);
      }
    }
  }
}
