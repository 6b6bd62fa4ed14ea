package dev.parley.brokers.kafka;

import dev.parley.brokers.Address;
import dev.parley.brokers.Message;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.RedriveRequest;
import dev.parley.brokers.RedriveSink;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Dead letters go back. Nothing can be taken out of a log, so a group remembers how far it was
 * done: it commits what the origin has confirmed, and so nothing goes twice.
 */
final class Redrive {
  static final String GROUP = "parley-redrive";
  private static final Duration POLL = Duration.ofMillis(250);

  private final Session session;
  private final Producers producers;
  private final RedriveRequest request;
  private final RedriveSink sink;
  private long messages;

  Redrive(Session session, Producers producers, RedriveRequest request, RedriveSink sink) {
    this.session = session;
    this.producers = producers;
    this.request = request;
    this.sink = sink;
  }

  long run() throws InterruptedException {
    PullPlace place =
        new PullPlace(
            session,
            new PullRequest(
                request.address(),
                Math.min(100, request.count()),
                Optional.empty(),
                false,
                Settings.NONE),
            Optional.empty(),
            Optional.of(GROUP));
    Set<TopicPartition> partitions = place.partitions();
    Map<String, Object> properties = place.properties();
    Calls calls = new Calls(session.connection());
    Consumer<byte[], byte[]> consumer = calls.call(() -> new KafkaConsumer<>(properties));
    try {
      return calls.call(
          () -> {
            consumer.assign(partitions);
            place.seek(consumer, partitions);
            read(consumer, consumer.endOffsets(partitions));
            return messages;
          });
    } finally {
      boolean interrupted = Thread.interrupted();
      consumer.close(CloseOptions.timeout(Duration.ZERO));
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void read(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends)
      throws InterruptedException {
    long progress = System.nanoTime();
    while (messages < request.count() && !PullPlace.reached(consumer, ends)) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : ByTime.of(records)) {
          TopicPartition partition = new TopicPartition(record.topic(), record.partition());
          if (messages + taken.size() < request.count() && record.offset() < ends.get(partition)) {
            taken.add(record);
          }
        }
        back(consumer, taken);
        progress = System.nanoTime();
      } else if (System.nanoTime() - progress > Connection.ANSWER.toNanos()) {
        throw new TimeoutException("nothing came");
      }
    }
  }

  private void back(Consumer<byte[], byte[]> consumer, List<ConsumerRecord<byte[], byte[]>> records)
      throws InterruptedException {
    if (request.preview()) {
      for (ConsumerRecord<byte[], byte[]> record : records) {
        Message message = Records.message(request.address(), record);
        sink.accept(message, DeadLetters.origin(message));
        messages++;
      }
      return;
    }
    List<Sent> sent = new ArrayList<>();
    try (Publisher publisher = producers.publisher(Settings.NONE)) {
      try {
        for (ConsumerRecord<byte[], byte[]> record : records) {
          Message message = Records.message(request.address(), record);
          Address to = DeadLetters.origin(message);
          sink.accept(message, to);
          Sent each = new Sent(record, message, new AtomicReference<>(Optional.empty()));
          publisher.send(
              DeadLetters.revived(message, to),
              receipt -> each.receipt().set(Optional.of(receipt)));
          sent.add(each);
        }
      } finally {
        boolean interrupted = Thread.interrupted();
        // What is on its way is waited for: whether it arrived decides what is committed.
        publisher.flush();
        commit(consumer, sent);
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
    for (Sent each : sent) {
      if (each.receipt().get().orElse(null) instanceof Receipt.Refused refused) {
        throw refused.failure();
      }
    }
  }

  /** Of each partition up to the first that was not stored. */
  private void commit(Consumer<byte[], byte[]> consumer, List<Sent> sent) {
    Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    Set<TopicPartition> broken = new HashSet<>();
    for (Sent each : sent) {
      TopicPartition partition = each.partition();
      if (each.receipt().get().orElse(null) instanceof Receipt.Confirmed
          && !broken.contains(partition)) {
        done.put(partition, new OffsetAndMetadata(each.record().offset() + 1));
        messages++;
        session
            .traffic()
            .record(
                Traffic.Kind.REDRIVEN,
                request.address(),
                GROUP,
                each.message().position(),
                Optional.empty(),
                1);
      } else {
        broken.add(partition);
      }
    }
    if (!done.isEmpty()) {
      consumer.commitSync(done);
    }
  }

  /**
   * @param receipt absent until the outcome is known
   */
  private record Sent(
      ConsumerRecord<byte[], byte[]> record,
      Message message,
      AtomicReference<Optional<Receipt>> receipt) {
    TopicPartition partition() {
      return new TopicPartition(record.topic(), record.partition());
    }
  }
}
