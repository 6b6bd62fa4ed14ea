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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member of a consumer group. It commits after each batch that its listener has taken, and only
 * then counts the batch as settled.
 */
final class GroupSubscription extends BackgroundSubscription {
  private static final Logger LOG = LoggerFactory.getLogger(GroupSubscription.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration JOINING_POLL = Duration.ofMillis(20);
  private static final Duration HOLDING = Duration.ofMillis(100);
  private static final Duration REJOINING = Duration.ofMillis(250);
  private static final Duration LEAVING = Duration.ofMillis(1500);

  /** Nothing is said to the group. With no time at all the client would take leave after all. */
  private static final Duration DYING = Duration.ofMillis(500);

  private final Session session;
  private final Interest interest;
  private final Map<String, Object> properties;
  private final Set<TopicIdPartition> fromTheEnd;
  private final TopicWatch watch;
  private volatile Consumer<byte[], byte[]> consumer;
  private Places places;
  private final DeliveryLog log;
  private final FailingOnPurpose failing;

  /** What the group has to have given out, to whomever, before this is ready. */
  private final Set<TopicPartition> expected;

  GroupSubscription(
      Session session,
      SubscribeRequest request,
      String group,
      Map<String, Object> properties,
      Deliveries deliveries,
      FailingOnPurpose failing)
      throws InterruptedException {
    super(request, group, deliveries);
    this.session = session;
    this.interest = new Interest(Records.topic(request.address()));
    Set<TopicIdPartition> there =
        session
            .topics()
            .identified(
                interest.many()
                    ? session.topics().names().stream().filter(interest).toList()
                    : List.of(interest.name()));
    this.expected =
        there.stream().map(TopicIdPartition::topicPartition).collect(Collectors.toSet());
    boolean earliest = request.settings().text("from").filter("earliest"::equals).isPresent();
    this.fromTheEnd = earliest ? Set.of() : there;
    this.properties = properties;
    this.consumer = made();
    this.places = places();
    this.watch = new TopicWatch(session.connection(), news());
    this.failing = failing;
    this.log = new DeliveryLog(session.traffic(), request.name());
  }

  private Consumer<byte[], byte[]> made() throws InterruptedException {
    if (session.connection().embedded()) {
      // To be told to remain in the group keeps only a static member from taking leave (4.4.0).
      // Kafka takes ASCII there; a name may be a pattern, or in any script.
      properties.put(
          "group.instance.id", name().replaceAll("[^A-Za-z0-9._-]", "_") + "-" + UUID.randomUUID());
    }
    return new Calls(session.connection()).call(() -> new KafkaConsumer<>(properties));
  }

  private Places places() {
    return new Places(
        consumer,
        session.topics(),
        session.settlement(),
        groupName(),
        memberKey(),
        fromTheEnd,
        this::killed);
  }

  private TopicWatch.News news() {
    return new TopicWatch.News() {
      @Override
      public void gone(String topic) {
        forget(topic);
        deliveries().noticed("kafka:" + topic + " was deleted; goes on if it is made again");
      }

      @Override
      public void again(String topic, Uuid id) {
        forget(topic);
        places.anew(topic, id);
        deliveries().noticed("kafka:" + topic + " was made again, and is read from its beginning");
      }

      private void forget(String topic) {
        session.settlement().forget(topic);
        session.redeliveries().forget(topic);
      }
    };
  }

  @Override
  protected void consume() throws InterruptedException {
    session.settlement().join(groupName(), memberKey(), interest);
    while (live()) {
      try {
        subscribe();
        read();
      } catch (KafkaException failed) {
        if (!Failures.isForgotten(failed) || killed()) {
          throw failed;
        }
        LOG.info("{} joins again", name(), failed);
        rejoin();
      }
    }
  }

  private void subscribe() {
    if (interest.many()) {
      consumer.subscribe(interest.pattern(), places);
    } else {
      consumer.subscribe(Set.of(interest.name()), places);
    }
  }

  /** As another member: the one that it was cannot go on, and the group knows it no more. */
  private void rejoin() throws InterruptedException {
    session.settlement().revoked(groupName(), memberKey(), places.owned());
    consumer.close(CloseOptions.timeout(DYING));
    awaitEnd(REJOINING);
    consumer = made();
    places = places();
    if (!live()) {
      consumer.wakeup();
    }
  }

  private void read() throws InterruptedException {
    while (live()) {
      watch.add(places.ids());
      watch.look();
      ConsumerRecords<byte[], byte[]> records = consumer.poll(hasJoined() ? POLL : JOINING_POLL);
      if (!hasJoined() && atRest()) {
        joined();
      }
      if (paused()) {
        hold();
      }
      if (deliver(records)) {
        places.completed();
      }
      if (!killed()) {
        commit();
      }
    }
  }

  private boolean atRest() throws InterruptedException {
    return session
        .groups()
        .settled(groupName(), consumer.groupMetadata().memberId(), expected)
        .filter(places.owned()::equals)
        .isPresent();
  }

  /** Whether every record was given to the listener. */
  private boolean deliver(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      if (!live()) {
        return false;
      }
      if (paused()) {
        hold();
      }
      // While the one before was worked on, the partition may have gone to another member.
      if (!places.owned().contains(partition)) {
        continue;
      }
      Message message = Records.message(new Address.Topic(record.topic()), record);
      boolean again = session.redeliveries().delivered(groupName(), partition, record.offset());
      log.delivered(message, again);
      long number = count();
      deliveries().delivered(Delivery.settled(message, number, again));
      if (failing.fails(number)) {
        failing.bury(message);
        log.became(Traffic.Kind.REJECTED, message);
      }
      places.delivered(partition, record);
      if (request().delay().isPresent()) {
        work(request().delay().get());
      }
    }
    return true;
  }

  /**
   * The time that a message takes. Other members may come and go meanwhile, so the group is kept
   * served, without taking further records.
   */
  private void work(Duration delay) {
    long deadline = System.nanoTime() + delay.toNanos();
    places.pause();
    try {
      for (long left = delay.toNanos(); left > 0 && live(); left = deadline - System.nanoTime()) {
        consumer.poll(Duration.ofNanos(left));
      }
    } finally {
      places.resume();
    }
  }

  /** Paused: the group is kept served, and nothing more is taken. */
  private void hold() throws InterruptedException {
    commit();
    places.holding(true);
    places.pause();
    try {
      while (paused() && live()) {
        watch.look();
        consumer.poll(HOLDING);
      }
    } finally {
      places.resume();
      places.holding(false);
    }
  }

  private void commit() throws InterruptedException {
    long deadline = System.nanoTime() + Connection.DELIVERY.toNanos();
    while (!committed()) {
      if (System.nanoTime() > deadline || !live()) {
        throw session.connection().explained(new TimeoutException("nobody takes the commit"));
      }
      // Kafka's client would try for as long as it may to commit a place in a topic that is gone.
      places.retain(session.topics().identified(places.topics()));
    }
  }

  /** Whether nothing is left to commit. */
  private boolean committed() {
    Map<TopicPartition, OffsetAndMetadata> changed = places.uncommitted();
    try {
      if (!changed.isEmpty()) {
        consumer.commitSync(changed, Connection.COMMIT);
        log.acknowledged(changed);
        places.committed(changed);
      }
    } catch (TimeoutException late) {
      return false;
    } catch (KafkaException elsewhere) {
      if (!Failures.isForgotten(elsewhere)) {
        throw elsewhere;
      }
      // The group gave the partitions to another member, or to this one anew: whoever has them
      // reads
      // these again.
      LOG.info("Commit of {} failed", name(), elsewhere);
    }
    return true;
  }

  private String memberKey() {
    return name() + "@" + System.identityHashCode(this);
  }

  @Override
  protected void leave(boolean abruptly) {
    try {
      if (!abruptly && !committed()) {
        LOG.warn("{} left without its last commit", name());
      }
    } finally {
      consumer.close(
          abruptly
              ? CloseOptions.groupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP)
                  .withTimeout(DYING)
              : CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                  .withTimeout(LEAVING));
      session.settlement().leave(groupName(), memberKey());
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

  /** Settings of a member: the protocol that its cluster does best. */
  static Map<String, Object> properties(Session session, SubscribeRequest request, String group)
      throws InterruptedException {
    Map<String, Object> properties = new HashMap<>(session.connection().consumer(request.name()));
    properties.put("group.id", group);
    properties.put("isolation.level", "read_committed");
    properties.put("max.poll.interval.ms", 900_000);
    // A node that died is waited out; whether anybody answers at all has been asked before.
    properties.put("default.api.timeout.ms", (int) Connection.DELIVERY.toMillis());
    if (new Interest(Records.topic(request.address())).many()) {
      // How soon a new topic that matches is noticed.
      properties.put("metadata.max.age.ms", 300);
    }
    if (session.connection().embedded()) {
      properties.put("group.protocol", "consumer");
      // A consumer that leaves waits for the answer to its last question for records.
      properties.put("fetch.max.wait.ms", 50);
    } else {
      properties.put("group.protocol", "classic");
      properties.put("session.timeout.ms", 10_000);
      properties.put("heartbeat.interval.ms", 1000);
    }
    return properties;
  }
}
