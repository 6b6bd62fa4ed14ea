package dev.parley.brokers.kafka;

import dev.parley.brokers.Address;
import dev.parley.brokers.MessageSink;
import dev.parley.brokers.Witness;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a topic again from where it ended when this was made, as a consumer without a group. A
 * leader that was elected a moment ago does not show yet all that was confirmed, so it reads up to
 * what this client was told, unless nothing more comes.
 */
record LogWitness(Session session, String topic, Map<TopicPartition, Long> begin)
    implements Witness {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  static LogWitness of(Session session, String topic) throws InterruptedException {
    return new LogWitness(
        session,
        topic,
        session.topics().offsets(session.topics().partitions(topic), OffsetSpec.latest()));
  }

  @Override
  public void tell(MessageSink sink) throws InterruptedException {
    Map<TopicPartition, Long> ends =
        new HashMap<>(session.topics().offsets(begin.keySet(), OffsetSpec.latest()));
    ends.replaceAll((partition, end) -> Math.max(end, session.settlement().published(partition)));
    Map<String, Object> properties = session.connection().consumer("parley-witness");
    properties.put("isolation.level", "read_committed");
    Calls calls = new Calls(session.connection());
    Consumer<byte[], byte[]> consumer = calls.call(() -> new KafkaConsumer<>(properties));
    try {
      calls.run(
          () -> {
            consumer.assign(begin.keySet());
            begin.forEach(consumer::seek);
            read(consumer, ends, sink);
          });
    } finally {
      boolean interrupted = Thread.interrupted();
      consumer.close(CloseOptions.timeout(Duration.ZERO));
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void read(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, MessageSink sink)
      throws InterruptedException {
    Address address = new Address.Topic(topic);
    long progress = System.nanoTime();
    while (!PullPlace.reached(consumer, ends)
        && System.nanoTime() - progress < PATIENCE.toNanos()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        sink.accept(Records.message(address, record));
        progress = System.nanoTime();
      }
    }
  }
}
