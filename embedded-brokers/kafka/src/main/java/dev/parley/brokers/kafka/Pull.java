package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Message;
import dev.parley.brokers.MessageSink;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.PullResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * One reading of a topic, by a consumer that belongs to no group's members. Within a partition the
 * order is the log's; between partitions the older record comes first, as far as they arrived
 * together.
 */
final class Pull {
  /** The group that reads and commits where none was named. */
  static final String GROUP = "parley";

  private static final Duration POLL = Duration.ofMillis(250);
  private static final int SINGLE = 100;

  private final Session session;
  private final PullRequest request;
  private final Optional<Beginning> from;
  private final Optional<Beginning> until;
  private final Optional<String> group;
  private final boolean peek;
  private final DeliveryLog log;
  private final Map<TopicPartition, Long> begins = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> given = new HashMap<>();
  private long messages;
  private long payloadBytes;
  private long firstPoll;
  private long lastRecord;

  Pull(Session session, PullRequest request) {
    this.session = session;
    this.request = request;
    this.from = request.settings().text("from").map(text -> Beginning.parse("from", text));
    this.until = request.settings().text("until").map(text -> Beginning.parse("until", text));
    this.group =
        request
            .settings()
            .text("group")
            .or(() -> from.isPresent() ? Optional.empty() : Optional.of(GROUP));
    this.peek = request.settings().has("peek");
    this.log = new DeliveryLog(session.traffic(), peek ? "pull" : group.orElse("pull"));
  }

  PullResult run(MessageSink sink) throws InterruptedException {
    PullPlace place = new PullPlace(session, request, from, group);
    Set<TopicPartition> partitions = place.partitions();
    if (group.isPresent()) {
      check(group.get());
    }
    Calls calls = new Calls(session.connection());
    Map<String, Object> properties = place.properties();
    Consumer<byte[], byte[]> consumer = calls.call(() -> new KafkaConsumer<>(properties));
    try {
      return calls.call(
          () -> {
            consumer.assign(partitions);
            Map<TopicPartition, Long> there = place.seek(consumer, partitions);
            begin(consumer);
            boolean read = from.isEmpty() && PullPlace.reached(consumer, there);
            Map<TopicPartition, Long> ends = ends(consumer, there);
            read(consumer, ends, sink);
            commit(consumer, ends, sink);
            return result(
                read && messages == 0 ? hadAll(consumer, there) : Optional.empty(),
                until.isPresent() && PullPlace.reached(consumer, ends));
          });
    } finally {
      // Nothing of a consumer without members has to be handed over.
      boolean interrupted = Thread.interrupted();
      consumer.close(CloseOptions.timeout(Duration.ZERO));
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Up to where it reads, without the record there. */
  private Map<TopicPartition, Long> ends(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> there) {
    Map<TopicPartition, Long> ends = new HashMap<>(there);
    boolean waits = request.timeout().isPresent();
    if (until.isEmpty()) {
      // What came after the beginning of this is not taken, unless more is waited for.
      ends.replaceAll((partition, end) -> waits ? Long.MAX_VALUE : end);
    } else if (waits && until.get() instanceof Beginning.Offset offset) {
      ends.replaceAll((partition, end) -> offset.offset());
    } else {
      until
          .get()
          .offsets(consumer, there.keySet())
          .forEach((partition, end) -> ends.merge(partition, end, Math::min));
      begins.forEach(consumer::seek);
    }
    return ends;
  }

  private void check(String name) throws InterruptedException {
    if (session.groups().isShared(name)) {
      throw new BrokerException(
          "group " + name + " is a share group, and has no place to read on from",
          "pull with --from and without --group, or with another --group");
    }
    if (!peek && !session.groups().members(name).isEmpty()) {
      throw new BrokerException(
          "group " + name + " has live members, and what it reads is theirs",
          "pull with --from and without --group, or with another --group");
    }
  }

  /** Where it was told to begin, the group is from then on, in every partition. */
  private void begin(Consumer<byte[], byte[]> consumer) {
    for (TopicPartition partition : consumer.assignment()) {
      long position = consumer.position(partition);
      begins.put(partition, position);
      if (from.isPresent()) {
        given.put(partition, new OffsetAndMetadata(position));
      }
    }
  }

  private void read(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, MessageSink sink)
      throws InterruptedException {
    firstPoll = System.nanoTime();
    lastRecord = firstPoll;
    long deadline = firstPoll + request.timeout().map(Duration::toNanos).orElse(0L);
    long progress = firstPoll;
    while (messages < request.count() && !PullPlace.reached(consumer, ends)) {
      Duration wait = POLL;
      if (request.timeout().isPresent()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return;
        }
        wait = Duration.ofNanos(Math.min(left, POLL.toNanos()));
      }
      leave(consumer, ends);
      ConsumerRecords<byte[], byte[]> records = consumer.poll(wait);
      if (!records.isEmpty()) {
        take(records, ends, sink);
        progress = System.nanoTime();
      } else if (request.timeout().isEmpty()
          && System.nanoTime() - progress > Connection.ANSWER.toNanos()) {
        throw new TimeoutException("nothing came");
      }
    }
  }

  /** Nothing more is fetched of what is read to its end, however much there is behind it. */
  private static void leave(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    consumer.pause(
        ends.entrySet().stream()
            .filter(end -> consumer.position(end.getKey()) >= end.getValue())
            .map(Map.Entry::getKey)
            .toList());
  }

  private void take(
      ConsumerRecords<byte[], byte[]> records, Map<TopicPartition, Long> ends, MessageSink sink)
      throws InterruptedException {
    if (request.countOnly() && request.where().isEmpty()) {
      count(records, ends);
    } else {
      give(records, ends, request.countOnly() ? message -> {} : sink);
    }
    lastRecord = System.nanoTime();
  }

  private void count(ConsumerRecords<byte[], byte[]> records, Map<TopicPartition, Long> ends) {
    for (TopicPartition partition : records.partitions()) {
      long end = ends.get(partition);
      long before = messages;
      long last = -1;
      for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
        if (messages == request.count() || record.offset() >= end) {
          break;
        }
        messages++;
        payloadBytes += Math.max(0, record.serializedValueSize());
        last = record.offset();
      }
      if (last >= 0) {
        given(partition, last);
        log.delivered(partition, last, messages - before);
      }
    }
  }

  private void give(
      ConsumerRecords<byte[], byte[]> records, Map<TopicPartition, Long> ends, MessageSink sink)
      throws InterruptedException {
    Map<TopicPartition, Long> many = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : ByTime.of(records)) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      if (messages == request.count()) {
        break;
      }
      if (record.offset() >= ends.get(partition)) {
        continue;
      }
      Message message = Records.message(request.address(), record);
      if (!request.wants(message)) {
        given(partition, record.offset());
        continue;
      }
      messages++;
      payloadBytes += Math.max(0, record.serializedValueSize());
      if (messages <= SINGLE) {
        log.delivered(message, false);
      } else {
        many.merge(partition, 1L, Long::sum);
      }
      sink.accept(message);
      given(partition, record.offset());
    }
    many.forEach(
        (partition, count) -> log.delivered(partition, given.get(partition).offset() - 1, count));
  }

  private void given(TopicPartition partition, long last) {
    given.put(partition, new OffsetAndMetadata(last + 1));
  }

  private void commit(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, MessageSink sink)
      throws InterruptedException {
    if (group.isEmpty() || peek) {
      return;
    }
    sink.settle();
    // Past what is never given, as the mark at the end of a transaction; what was fetched from
    // behind the end is for the next time.
    for (TopicPartition partition : consumer.assignment()) {
      if (messages < request.count()) {
        long read = Math.min(consumer.position(partition), ends.get(partition));
        given.put(partition, new OffsetAndMetadata(Math.max(begins.get(partition), read)));
      }
    }
    if (!given.isEmpty()) {
      consumer.commitSync(given);
    }
  }

  /** What there is, if there is anything, was read before. */
  private Optional<String> hadAll(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return consumer.beginningOffsets(ends.keySet()).equals(ends)
        ? Optional.empty()
        : group.map(
            name -> "group " + name + " has read what is there; --from earliest reads it again");
  }

  private PullResult result(Optional<String> remark, boolean untilReached) {
    return new PullResult(
        messages,
        payloadBytes,
        Duration.ofNanos(lastRecord - firstPoll),
        request.count() == Long.MAX_VALUE || messages >= request.count() || untilReached,
        remark);
  }
}
