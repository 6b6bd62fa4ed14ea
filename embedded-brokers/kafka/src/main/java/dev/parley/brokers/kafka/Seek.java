package dev.parley.brokers.kafka;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Moves a group to another place of a topic. While it has members these would go on from where they
 * are, and commit over it; so it is refused then.
 */
final class Seek {
  private final Session session;
  private final PullPlace place;
  private final Beginning to;
  private final String group;

  /**
   * @throws BrokerException if it is not said which group goes where
   */
  Seek(Session session, Address address, Settings settings) {
    this.session = session;
    this.group = settings.text("group").orElseThrow(() -> left("group GROUP", address));
    this.to =
        settings
            .text("to")
            .map(text -> Beginning.parse("to", text))
            .orElseThrow(() -> left("to PLACE", address));
    this.place =
        new PullPlace(
            session,
            new PullRequest(address, 1, Optional.empty(), false, settings),
            Optional.of(to),
            Optional.of(group));
  }

  private static BrokerException left(String option, Address address) {
    return BrokerException.notUnderstood(
        "seek needs --" + option, "seek " + address.text() + " --group GROUP --to earliest");
  }

  Table run() throws InterruptedException {
    Set<TopicPartition> partitions = place.partitions();
    List<String> members = session.groups().members(group);
    if (!members.isEmpty()) {
      throw new BrokerException(
          "group " + group + " has live members: " + String.join(", ", members),
          "end them first, as unsubscribe does; one that was killed counts until its session ends");
    }
    boolean shared = session.groups().isShared(group);
    Map<String, Object> properties = place.properties();
    Calls calls = new Calls(session.connection());
    Consumer<byte[], byte[]> consumer = calls.call(() -> new KafkaConsumer<>(properties));
    try {
      return calls.call(
          () -> {
            Map<TopicPartition, OffsetAndMetadata> before =
                shared ? Map.of() : consumer.committed(partitions);
            Map<TopicPartition, Long> after = to.offsets(consumer, partitions);
            if (shared) {
              new ShareBeginning(session).alter(group, after);
            } else {
              commit(consumer, after);
            }
            return table(before, new HashMap<>(after), consumer.endOffsets(partitions));
          });
    } finally {
      boolean interrupted = Thread.interrupted();
      consumer.close(CloseOptions.timeout(Duration.ZERO));
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void commit(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> offsets) {
    Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
    offsets.forEach((partition, offset) -> places.put(partition, new OffsetAndMetadata(offset)));
    consumer.commitSync(places);
  }

  private static Table table(
      Map<TopicPartition, OffsetAndMetadata> before,
      Map<TopicPartition, Long> after,
      Map<TopicPartition, Long> ends) {
    Map<Integer, List<@Nullable Object>> rows = new TreeMap<>();
    after.forEach(
        (partition, offset) -> {
          OffsetAndMetadata was = before.get(partition);
          rows.put(
              partition.partition(),
              Arrays.asList(
                  partition.partition(),
                  was == null ? null : was.offset(),
                  offset,
                  ends.getOrDefault(partition, offset) - offset));
        });
    return new Table(
        "partition", List.of("partition", "was", "is", "lag"), new ArrayList<>(rows.values()));
  }
}
