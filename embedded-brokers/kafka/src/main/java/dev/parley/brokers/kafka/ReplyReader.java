package dev.parley.brokers.kafka;

import dev.parley.brokers.Address;
import dev.parley.brokers.Message;
import dev.parley.brokers.Position;
import dev.parley.brokers.Traffic.Kind;
import dev.parley.brokers.support.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/** Reads the answers that arrive at one topic, from its end, and gives each to whoever asked. */
final class ReplyReader implements AutoCloseable {
  private static final String PARTY = "requester";

  private final Session session;
  private final String topic;
  private final String group;
  private final Consumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
  private final Map<String, CompletableFuture<Message>> expected = new ConcurrentHashMap<>();
  private volatile boolean closed;

  ReplyReader(Session session, String topic) {
    this.session = session;
    this.topic = topic;
    this.group = "requests answered at kafka:" + topic;
    Map<String, Object> properties = session.connection().consumer("parley-" + PARTY);
    properties.put("group.protocol", "classic");
    properties.put("isolation.level", "read_committed");
    this.consumer = new KafkaConsumer<>(properties);
    this.thread = new Thread(this::run, "kafka-replies-" + topic);
    thread.setDaemon(true);
  }

  /** Returns when every answer from now on will be seen. */
  void begin() throws InterruptedException {
    thread.start();
    try {
      ready.get(Connection.ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw session.connection().explained(failed);
    } catch (TimeoutException late) {
      throw session
          .connection()
          .explained(new org.apache.kafka.common.errors.TimeoutException(late));
    }
  }

  boolean live() {
    return thread.isAlive() && !closed;
  }

  CompletableFuture<Message> expect(String correlation) {
    CompletableFuture<Message> answer = new CompletableFuture<>();
    expected.put(correlation, answer);
    return answer;
  }

  void forget(String correlation) {
    expected.remove(correlation);
  }

  private void run() {
    try {
      List<TopicPartition> partitions = session.topics().partitions(topic);
      consumer.assign(partitions);
      consumer.endOffsets(partitions).forEach(consumer::seek);
      session.settlement().join(group, PARTY, topic::equals);
      reached(partitions);
      ready.complete(true);
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
          answered(Records.message(new Address.Topic(topic), record));
        }
        reached(partitions);
      }
    } catch (InterruptedException | InterruptException | WakeupException ended) {
      // Closed.
    } catch (RuntimeException failed) {
      ready.completeExceptionally(failed);
    } finally {
      Thread.interrupted();
      ready.completeExceptionally(Requests.ended(topic));
      expected.values().forEach(waiting -> waiting.completeExceptionally(Requests.ended(topic)));
      session.settlement().leave(group, PARTY);
      consumer.close(CloseOptions.timeout(Duration.ofMillis(500)));
    }
  }

  private void answered(Message answer) {
    Optional<String> correlation = answer.header(Requests.CORRELATION);
    Optional<CompletableFuture<Message>> asked =
        correlation.flatMap(id -> Optional.ofNullable(expected.get(id)));
    if (asked.isPresent()) {
      Optional<Position> position = answer.position();
      session
          .traffic()
          .record(Kind.ANSWERED, answer.destination(), PARTY, position, correlation, 1);
      asked.get().complete(answer);
    }
  }

  private void reached(List<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      session.settlement().reached(group, PARTY, partition, consumer.position(partition));
    }
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    new Patience(Duration.ofSeconds(1)).await(thread);
  }
}
