package dev.parley.brokers.kafka;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Deliveries;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Message;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.support.BackgroundSubscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * A member of a share group (KIP-932): members take single records, not partitions, and acknowledge
 * each. What a dead member had taken is delivered to the others.
 */
final class ShareSubscription extends BackgroundSubscription {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration JOINING_POLL = Duration.ofMillis(20);

  private final Session session;
  private final String topic;
  private final String client;
  private final ShareConsumer<byte[], byte[]> consumer;
  private final DeliveryLog log;
  private final Set<TopicPartition> expected;
  private final List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();

  ShareSubscription(Session session, SubscribeRequest request, String group, Deliveries deliveries)
      throws InterruptedException {
    super(request, group, deliveries);
    this.session = session;
    this.topic = Records.topic(request.address());
    if (new Interest(topic).many()) {
      throw new BrokerException(
          "a share group reads topics by their full names",
          "subscribe to each, or leave --share out");
    }
    new ShareBeginning(session).fix(group, topic, request.settings().text("from").orElse("latest"));
    this.expected = Set.copyOf(session.topics().partitions(topic));
    this.client = session.connection().unique(request.name());
    this.consumer = new KafkaShareConsumer<>(properties(group));
    this.log = new DeliveryLog(session.traffic(), request.name());
  }

  private Map<String, Object> properties(String group) {
    Map<String, Object> properties = new HashMap<>(session.connection().consumer(client));
    properties.remove("enable.auto.commit");
    properties.remove("auto.offset.reset");
    properties.remove("allow.auto.create.topics");
    properties.put("group.id", group);
    properties.put("share.acknowledgement.mode", "explicit");
    // A slow member takes one at a time, so that the rest is left to the others.
    properties.put("share.acquire.mode", "record_limit");
    properties.put("max.poll.records", request().delay().isPresent() ? 1 : 100);
    return properties;
  }

  @Override
  protected void consume() throws InterruptedException {
    session.settlement().join(groupName(), client, topic::equals);
    session.settlement().single(groupName());
    consumer.subscribe(Set.of(topic));
    while (live()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(hasJoined() ? POLL : JOINING_POLL);
      if (!hasJoined() && session.groups().settledShare(groupName(), client, expected)) {
        joined();
      }
      deliver(records);
      if (!killed()) {
        acknowledge();
      }
    }
  }

  private void deliver(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (!live()) {
        return;
      }
      awaitResumed();
      Message message = Records.message(new Address.Topic(record.topic()), record);
      boolean again = record.deliveryCount().filter(count -> count > 1).isPresent();
      log.delivered(message, again);
      deliveries().delivered(Delivery.settled(message, count(), again));
      taken.add(record);
      if (request().delay().isPresent()) {
        work(request().delay().get());
      }
    }
  }

  /** The time that a message takes; ended by closing, which the lock is notified of. */
  private void work(Duration delay) throws InterruptedException {
    awaitEnd(delay);
  }

  private void acknowledge() {
    if (taken.isEmpty()) {
      return;
    }
    taken.forEach(consumer::acknowledge);
    consumer.commitSync();
    Map<TopicPartition, OffsetAndMetadata> last = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : taken) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      last.put(partition, new OffsetAndMetadata(record.offset() + 1));
      session.settlement().acknowledged(groupName(), partition, record.offset());
    }
    log.acknowledged(last);
    taken.clear();
  }

  @Override
  protected void leave(boolean abruptly) {
    try {
      if (!abruptly) {
        acknowledge();
      }
    } finally {
      session.settlement().leave(groupName(), client, Set.of());
      consumer.close(abruptly ? Duration.ZERO : Duration.ofMillis(1500));
    }
  }

  @Override
  protected void wake() {
    consumer.wakeup();
  }

  @Override
  protected boolean isWakened(Throwable thrown) {
    return thrown instanceof InterruptException || thrown instanceof WakeupException;
  }

  @Override
  protected BrokerException explained(Throwable failed) {
    return session.connection().explained(failed);
  }
}
