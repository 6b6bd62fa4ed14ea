package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Message;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.support.OpenNumbers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidRecordStateException;

/**
 * What waits for the user's word. A consumer of Kafka's is for one thread, so that word is handed
 * to the thread of the subscription.
 */
final class OpenDeliveries {
  private final String subscription;
  private final Map<Long, Open> open = new TreeMap<>();
  private final Deque<Decision> decisions = new ArrayDeque<>();
  private boolean ended;

  OpenDeliveries(String subscription) {
    this.subscription = subscription;
  }

  record Open(ConsumerRecord<byte[], byte[]> record, Message message) {}

  /**
   * @param done when the group knows it
   */
  record Decision(
      Open delivery, AcknowledgeType type, Traffic.Kind kind, CompletableFuture<Boolean> done) {

    /** Waits until the group knows it. */
    void await() throws InterruptedException {
      try {
        done.get(Connection.ANSWER.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException late) {
        throw new BrokerException(
            "no answer from kafka", "the delivery may be taken as failed and come again", late);
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof InvalidRecordStateException) {
          throw new BrokerException(
              "its time was over: it is delivered again, to whomever of the group",
              "the time is the group's setting share.record.lock.duration.ms",
              failed);
        }
        throw Failures.explained(failed, "its address");
      }
    }
  }

  synchronized void add(long number, ConsumerRecord<byte[], byte[]> record, Message message) {
    open.put(number, new Open(record, message));
  }

  /** Whether anything waits for a word, or for the word to be told. */
  synchronized boolean any() {
    return !open.isEmpty() || !decisions.isEmpty();
  }

  synchronized List<Long> numbers() {
    return new ArrayList<>(open.keySet());
  }

  /**
   * @throws BrokerException if none of that number is open
   */
  synchronized Decision decide(long number, AcknowledgeType type, Traffic.Kind kind) {
    Open delivery = open.remove(number);
    if (delivery == null || ended) {
      throw OpenNumbers.missing(subscription, number, open.keySet());
    }
    Decision decision = new Decision(delivery, type, kind, new CompletableFuture<>());
    decisions.add(decision);
    return decision;
  }

  synchronized boolean decided() {
    return !decisions.isEmpty();
  }

  synchronized Optional<Decision> next() {
    return Optional.ofNullable(decisions.poll());
  }

  /** Nobody is told anything any more. */
  synchronized void ended() {
    ended = true;
    open.clear();
    BrokerException over = new BrokerException(subscription + " has ended", "subscribe again");
    decisions.forEach(decision -> decision.done().completeExceptionally(over));
    decisions.clear();
  }

  static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  /** Why a partition's acknowledgements were not taken, if they were not. */
  static Optional<KafkaException> failure(
      Map<TopicIdPartition, Optional<KafkaException>> outcomes, TopicPartition partition) {
    return outcomes.entrySet().stream()
        .filter(outcome -> outcome.getKey().topicPartition().equals(partition))
        .findFirst()
        .flatMap(Map.Entry::getValue);
  }
}
