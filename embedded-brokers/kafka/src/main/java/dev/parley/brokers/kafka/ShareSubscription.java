package dev.parley.brokers.kafka;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Deliveries;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Message;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.support.BackgroundSubscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
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
  private final FailingOnPurpose failing;
  private final Set<TopicPartition> expected;
  private final TopicWatch watch;
  private final List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
  private final OpenDeliveries open;
  private final boolean manual;
  private long fresh;
  private boolean returned;

  ShareSubscription(
      Session session,
      SubscribeRequest request,
      String group,
      Deliveries deliveries,
      FailingOnPurpose failing)
      throws InterruptedException {
    super(request, group, deliveries);
    this.session = session;
    this.topic = Records.topic(request.address());
    this.failing = failing;
    this.manual = request.settings().text("ack").filter("manual"::equals).isPresent();
    this.open = new OpenDeliveries(request.name());
    if (new Interest(topic).many()) {
      throw new BrokerException(
          "a share group reads topics by their full names",
          "subscribe to each, or leave --share out");
    }
    if (manual && request.settings().has("fail-every")) {
      throw new BrokerException(
          "--ack manual leaves it to you which messages fail", "leave --fail-every out");
    }
    new ShareBeginning(session).fix(group, topic, request.settings().text("from").orElse("latest"));
    this.expected = Set.copyOf(session.topics().partitions(topic));
    this.watch = new TopicWatch(session.connection(), news());
    for (TopicIdPartition each : session.topics().identified(List.of(topic))) {
      watch.add(Map.of(topic, each.topicId()));
    }
    this.client = session.connection().unique(request.name());
    Map<String, Object> properties = properties(group);
    this.consumer =
        new Calls(session.connection()).call(() -> new KafkaShareConsumer<>(properties));
    this.log = new DeliveryLog(session.traffic(), request.name());
  }

  private TopicWatch.News news() {
    return new TopicWatch.News() {
      @Override
      public void gone(String name) {
        session.settlement().forget(name);
        deliveries().noticed("kafka:" + name + " was deleted; goes on if it is made again");
      }

      @Override
      public void again(String name, Uuid id) {
        session.settlement().forget(name);
        deliveries().noticed("kafka:" + name + " was made again, and is read");
      }
    };
  }

  private Map<String, Object> properties(String group) {
    Map<String, Object> properties = new HashMap<>(session.connection().consumer(client));
    properties.remove("enable.auto.commit");
    properties.remove("auto.offset.reset");
    properties.remove("allow.auto.create.topics");
    properties.put("group.id", group);
    properties.put("share.acknowledgement.mode", "explicit");
    // A user who decides about messages, or paused, takes the time that is needed; meanwhile
    // nothing
    // can be polled.
    properties.put("max.poll.interval.ms", Integer.MAX_VALUE);
    properties.put("default.api.timeout.ms", (int) Connection.DELIVERY.toMillis());
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
      if (paused()) {
        held(this::awaitResumed);
      }
      watch.look();
      ConsumerRecords<byte[], byte[]> records = consumer.poll(hasJoined() ? POLL : JOINING_POLL);
      if (!hasJoined() && session.groups().settledShare(groupName(), client, expected)) {
        joined();
      }
      deliver(records);
      if (!killed()) {
        acknowledge();
      }
      if (manual && open.any()) {
        held(this::awaitDecisions);
      }
    }
  }

  /** Takes nothing meanwhile, and nobody waits for it. */
  private void held(Waiting waiting) throws InterruptedException {
    session.settlement().holds(groupName(), client, Optional.of(Set.of()));
    try {
      waiting.run();
    } finally {
      session.settlement().holds(groupName(), client, Optional.empty());
    }
  }

  private void deliver(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (!live()) {
        return;
      }
      if (paused()) {
        // Others can have it at once.
        consumer.acknowledge(record, AcknowledgeType.RELEASE);
        returned = true;
        continue;
      }
      Message message = Records.message(new Address.Topic(record.topic()), record);
      boolean again = record.deliveryCount().filter(count -> count > 1).isPresent();
      log.delivered(message, again);
      long number = count();
      if (manual) {
        open.add(number, record, message);
        session
            .settlement()
            .acknowledged(groupName(), OpenDeliveries.partition(record), record.offset());
      }
      deliveries().delivered(new Delivery(message, number, again, manual));
      if (!manual) {
        done(record, message, again);
      }
      if (request().delay().isPresent()) {
        work(request().delay().get());
      }
    }
  }

  private void done(ConsumerRecord<byte[], byte[]> record, Message message, boolean again) {
    // Only what is new fails, so that everything is done in the end.
    if (!again && failing.fails(++fresh)) {
      consumer.acknowledge(record, AcknowledgeType.RELEASE);
      log.became(Traffic.Kind.REQUEUED, message);
      returned = true;
    } else {
      taken.add(record);
    }
  }

  /** The time that a message takes; ended by closing, which the lock is notified of. */
  private void work(Duration delay) throws InterruptedException {
    awaitEnd(delay);
  }

  private void acknowledge() {
    if (taken.isEmpty() && !returned) {
      return;
    }
    returned = false;
    taken.forEach(consumer::acknowledge);
    Map<TopicIdPartition, Optional<KafkaException>> outcomes = consumer.commitSync();
    Map<TopicPartition, OffsetAndMetadata> last = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : taken) {
      TopicPartition partition = OpenDeliveries.partition(record);
      // What was not acknowledged in time is delivered again, to whomever.
      if (OpenDeliveries.failure(outcomes, partition).isEmpty()) {
        last.put(partition, new OffsetAndMetadata(record.offset() + 1));
        session.settlement().acknowledged(groupName(), partition, record.offset());
      }
    }
    log.acknowledged(last);
    taken.clear();
  }

  /** Until the user has decided about every open delivery, does what was decided. */
  private void awaitDecisions() throws InterruptedException {
    while (live() && open.any()) {
      Optional<OpenDeliveries.Decision> next = next();
      if (next.isPresent()) {
        decided(next.get());
      }
    }
  }

  private synchronized Optional<OpenDeliveries.Decision> next() throws InterruptedException {
    while (live() && !open.decided()) {
      wait();
    }
    return live() ? open.next() : Optional.empty();
  }

  private void decided(OpenDeliveries.Decision decision) {
    ConsumerRecord<byte[], byte[]> record = decision.delivery().record();
    TopicPartition partition = OpenDeliveries.partition(record);
    try {
      consumer.acknowledge(record, decision.type());
      Optional<KafkaException> failure = OpenDeliveries.failure(consumer.commitSync(), partition);
      if (failure.isPresent()) {
        throw failure.get();
      }
      if (decision.type() == AcknowledgeType.RELEASE) {
        session.settlement().released(groupName(), partition, record.offset());
      }
      log.became(decision.kind(), decision.delivery().message());
      decision.done().complete(true);
    } catch (KafkaException failed) {
      decision.done().completeExceptionally(failed);
      if (isWakened(failed)) {
        throw failed;
      }
    }
  }

  @Override
  public List<Long> open() {
    return open.numbers();
  }

  @Override
  public void acknowledge(long number) throws InterruptedException {
    decide(number, AcknowledgeType.ACCEPT, Traffic.Kind.ACKNOWLEDGED);
  }

  @Override
  public void reject(long number, boolean requeue) throws InterruptedException {
    if (requeue) {
      decide(number, AcknowledgeType.RELEASE, Traffic.Kind.REQUEUED);
    } else {
      decide(number, AcknowledgeType.REJECT, Traffic.Kind.REJECTED);
    }
  }

  private void decide(long number, AcknowledgeType type, Traffic.Kind kind)
      throws InterruptedException {
    if (!manual) {
      super.acknowledge(number);
    }
    OpenDeliveries.Decision decision;
    synchronized (this) {
      decision = open.decide(number, type, kind);
      notifyAll();
    }
    decision.await();
  }

  @Override
  public void extend(long number, Duration time) {
    throw new BrokerException(
        "the time for a delivery is the same for the whole share group",
        "it is the group's setting share.record.lock.duration.ms");
  }

  @Override
  protected void leave(boolean abruptly) {
    try {
      if (!abruptly) {
        acknowledge();
      }
    } finally {
      open.ended();
      session.settlement().leave(groupName(), client);
      consumer.close(abruptly ? Duration.ZERO : Duration.ofMillis(1500));
    }
  }

  @Override
  protected void wake() {
    // A pause is seen between two records. To be wakened ends a subscription.
    if (!live()) {
      consumer.wakeup();
    }
  }

  @Override
  protected boolean isWakened(Throwable thrown) {
    return thrown instanceof InterruptException || thrown instanceof WakeupException;
  }

  @Override
  protected BrokerException explained(Throwable failed) {
    return session.connection().explained(failed);
  }

  @FunctionalInterface
  private interface Waiting {
    void run() throws InterruptedException;
  }
}
