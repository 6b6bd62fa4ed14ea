package dev.parley.brokers.kafka;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Whether the topics of a subscription are still there, and still the same ones: a consumer of
 * Kafka's is told of neither. Asked every second without waiting for the answer; on the
 * subscription's thread.
 */
final class TopicWatch {
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** One node may not have heard of a topic yet. */
  private static final int MISSES = 2;

  private final Connection connection;
  private final News news;
  private final Map<String, Uuid> there = new HashMap<>();
  private final Map<String, Integer> misses = new HashMap<>();
  private final Set<String> gone = new HashSet<>();
  private Map<String, KafkaFuture<TopicDescription>> asked = Map.of();
  private long next = System.nanoTime();

  TopicWatch(Connection connection, News news) {
    this.connection = connection;
    this.news = news;
  }

  /** What has become of a topic. */
  interface News {
    void gone(String topic);

    /** It is there, and it is another one of the same name. */
    void again(String topic, Uuid id);
  }

  /** These are looked after from now on, if they are not already. */
  void add(Map<String, Uuid> topics) {
    topics.forEach(there::putIfAbsent);
  }

  /** Tells what is new. */
  void look() throws InterruptedException {
    if (!asked.isEmpty() && asked.values().stream().allMatch(KafkaFuture::isDone)) {
      Map<String, KafkaFuture<TopicDescription>> answers = asked;
      asked = Map.of();
      next = System.nanoTime() + PERIOD_NANOS;
      for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
        tell(answer.getKey(), answer.getValue());
      }
    } else if (asked.isEmpty() && !there.isEmpty() && System.nanoTime() - next >= 0) {
      asked = connection.admin().describeTopics(there.keySet()).topicNameValues();
    }
  }

  private void tell(String topic, KafkaFuture<TopicDescription> answer)
      throws InterruptedException {
    try {
      Uuid id = answer.get().topicId();
      misses.remove(topic);
      boolean was = gone.remove(topic);
      if (!id.equals(there.put(topic, id)) || was) {
        news.again(topic, id);
      }
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnknownTopicOrPartitionException
          && misses.merge(topic, 1, Integer::sum) >= MISSES
          && gone.add(topic)) {
        news.gone(topic);
      }
      // Whether the cluster answers at all is for others to say.
    }
  }
}
