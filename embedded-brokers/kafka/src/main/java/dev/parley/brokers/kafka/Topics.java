package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** The topics of a cluster. */
final class Topics {
  /** How long after its creation a node that does not know a topic is not believed. */
  private static final long NEWS_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Connection connection;

  /** When topics were created here. */
  private final Map<String, Long> created = new ConcurrentHashMap<>();

  Topics(Connection connection) {
    this.connection = connection;
  }

  /**
   * @return whether it was created now
   * @throws BrokerException if it exists in another way
   */
  boolean create(String topic, Settings settings) throws InterruptedException {
    TopicSettings wanted = TopicSettings.of(settings);
    if (topic.startsWith("__")) {
      throw new BrokerException(
          "names that begin with __ are kafka's own: " + topic,
          "what it needs of them it makes itself");
    }
    try {
      connection.admin().createTopics(List.of(wanted.topic(topic))).values().get(topic).get();
      await(topic, Optional::isPresent);
      created.put(topic, System.nanoTime());
      return true;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof TopicExistsException) {
        same(topic, wanted);
        return false;
      }
      throw connection.explained(failed);
    }
  }

  private void same(String topic, TopicSettings wanted) throws InterruptedException {
    int partitions = partitions(topic).size();
    if (wanted.partitions().isPresent() && wanted.partitions().get() != partitions) {
      throw different(topic, "partitions", Integer.toString(partitions));
    }
    int replicas = describe(topic).partitions().get(0).replicas().size();
    if (wanted.replicas().isPresent() && wanted.replicas().get() != replicas) {
      throw different(topic, "replicas", Integer.toString(replicas));
    }
    if (!wanted.asked().isEmpty()) {
      Config actual = settings(topic);
      for (Map.Entry<String, String> asked : wanted.asked().entrySet()) {
        var entry = actual.get(asked.getKey());
        if (entry != null && !asked.getValue().equals(entry.value())) {
          throw different(topic, asked.getKey(), String.valueOf(entry.value()));
        }
      }
    }
  }

  private static BrokerException different(String topic, String what, String actual) {
    return new BrokerException(
        "kafka:" + topic + " exists already, with " + what + " " + actual,
        "delete it first, or create it as it is");
  }

  /**
   * The controller has done it, and a broker learns of it a few milliseconds later. Until then it
   * would deny what the user has just been told.
   *
   * @param done told the topic as it is, or that it is not there
   */
  private void await(String topic, Predicate<Optional<TopicDescription>> done)
      throws InterruptedException {
    long deadline = System.nanoTime() + Connection.ANSWER.toNanos();
    while (!done.test(find(topic))) {
      if (System.nanoTime() > deadline) {
        throw connection.explained(new TimeoutException("not known to the brokers"));
      }
      // Nobody tells when; to ask again at once would only keep the broker from learning it.
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private Optional<TopicDescription> find(String topic) throws InterruptedException {
    try {
      return Optional.of(
          connection.admin().describeTopics(List.of(topic)).topicNameValues().get(topic).get());
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw connection.explained(failed);
    }
  }

  boolean exists(String topic) throws InterruptedException {
    return find(topic).isPresent();
  }

  void delete(String topic) throws InterruptedException {
    created.remove(topic);
    Optional<Uuid> id = find(topic).map(TopicDescription::topicId);
    try {
      connection.admin().deleteTopics(List.of(topic)).topicNameValues().get(topic).get();
      // A client that asks for it may have made another one by now.
      await(topic, left -> left.filter(it -> id.equals(Optional.of(it.topicId()))).isEmpty());
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof UnknownTopicOrPartitionException
          ? missing(topic)
          : connection.explained(failed);
    }
  }

  /** Names, without the internal ones. */
  Set<String> names() throws InterruptedException {
    return new TreeSet<>(connection.await(connection.admin().listTopics().names()));
  }

  /**
   * @throws BrokerException if there is no such topic
   */
  List<TopicPartition> partitions(String topic) throws InterruptedException {
    return describe(topic).partitions().stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  /** The partitions of several topics that are there. */
  Set<TopicPartition> partitions(Collection<String> topics) throws InterruptedException {
    Set<TopicPartition> partitions = new HashSet<>();
    for (String topic : topics) {
      partitions.addAll(partitions(topic));
    }
    return partitions;
  }

  /** The partitions of those of the topics that are there, each with the id of its topic. */
  Set<TopicIdPartition> identified(Collection<String> topics) throws InterruptedException {
    Set<TopicIdPartition> partitions = new HashSet<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> found :
        connection.admin().describeTopics(topics).topicNameValues().entrySet()) {
      try {
        TopicDescription topic = found.getValue().get();
        for (TopicPartitionInfo each : topic.partitions()) {
          partitions.add(new TopicIdPartition(topic.topicId(), each.partition(), found.getKey()));
        }
      } catch (ExecutionException failed) {
        if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw connection.explained(failed);
        }
      }
    }
    return partitions;
  }

  /**
   * @throws BrokerException if there is no such topic
   */
  TopicDescription describe(String topic) throws InterruptedException {
    try {
      return answer(
          Set.of(topic),
          () -> connection.admin().describeTopics(List.of(topic)).topicNameValues().get(topic));
    } catch (ExecutionException failed) {
      throw isUnknown(failed) ? missing(topic) : connection.explained(failed);
    }
  }

  /**
   * The controller tells one node after the other of a new topic, and any of them may be asked: one
   * that does not know a topic yet that was created here a moment ago is asked again.
   */
  private <T> T answer(Collection<String> topics, Supplier<KafkaFuture<T>> call)
      throws ExecutionException, InterruptedException {
    while (true) {
      try {
        return call.get().get();
      } catch (ExecutionException failed) {
        if (!isUnknown(failed) || topics.stream().noneMatch(this::isNew)) {
          throw failed;
        }
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
  }

  private <T> T answerOrExplanation(Collection<String> topics, Supplier<KafkaFuture<T>> call)
      throws InterruptedException {
    try {
      return answer(topics, call);
    } catch (ExecutionException failed) {
      throw connection.explained(failed);
    }
  }

  private static Set<String> topics(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
  }

  private static boolean isUnknown(ExecutionException failed) {
    return failed.getCause() instanceof UnknownTopicOrPartitionException;
  }

  private boolean isNew(String topic) {
    Long since = created.get(topic);
    if (since == null) {
      return false;
    }
    if (System.nanoTime() - since < NEWS_NANOS) {
      return true;
    }
    created.remove(topic);
    return false;
  }

  static BrokerException missing(String topic) {
    return new BrokerException("there is no kafka:" + topic, "create kafka:" + topic);
  }

  /** How many nodes serve the cluster now. */
  int nodes() throws InterruptedException {
    return connection.await(connection.admin().describeCluster().nodes()).size();
  }

  Config settings(String topic) throws InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return answerOrExplanation(
        Set.of(topic),
        () -> connection.admin().describeConfigs(List.of(resource)).values().get(resource));
  }

  Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which)
      throws InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    answerOrExplanation(topics(partitions), () -> connection.admin().listOffsets(asked).all())
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  /**
   * Throws away everything that is there now.
   *
   * @return where each partition ended
   */
  Map<TopicPartition, Long> purge(Collection<TopicPartition> partitions)
      throws InterruptedException {
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
    ends.forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end)));
    answerOrExplanation(topics(partitions), () -> connection.admin().deleteRecords(all).all());
    return ends;
  }

  Table list() throws InterruptedException {
    Map<String, TopicDescription> topics =
        new TreeMap<>(connection.await(connection.admin().describeTopics(names()).allTopicNames()));
    List<TopicPartition> partitions = new ArrayList<>();
    topics.forEach(
        (name, topic) -> {
          for (TopicPartitionInfo partition : topic.partitions()) {
            partitions.add(new TopicPartition(name, partition.partition()));
          }
        });
    Map<TopicPartition, Long> first = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> next = offsets(partitions, OffsetSpec.latest());
    Map<String, Long> records = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long here = next.getOrDefault(partition, 0L) - first.getOrDefault(partition, 0L);
      records.merge(partition.topic(), here, Long::sum);
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    topics.forEach(
        (name, topic) ->
            rows.add(
                List.of(
                    "kafka:" + name,
                    topic.partitions().size(),
                    Optional.ofNullable(records.get(name)).orElse(0L))));
    return new Table("topic", List.of("topic", "partitions", Descriptions.AT_MOST), rows);
  }
}
