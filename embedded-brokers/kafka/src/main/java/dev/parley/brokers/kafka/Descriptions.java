package dev.parley.brokers.kafka;

import dev.parley.brokers.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/** What {@code describe} shows of a topic: itself, its partitions, and who reads it. */
final class Descriptions {
  /**
   * Offsets are counted, of which some may have no record that can be read: marks of transactions,
   * aborted records, and what compaction took.
   */
  static final String AT_MOST = "records at most";

  private final Topics topics;
  private final Groups groups;

  Descriptions(Topics topics, Groups groups) {
    this.topics = topics;
    this.groups = groups;
  }

  List<Table> of(String name) throws InterruptedException {
    TopicDescription topic = topics.describe(name);
    List<TopicPartition> partitions =
        topic.partitions().stream()
            .map(partition -> new TopicPartition(name, partition.partition()))
            .toList();
    // A partition that nobody leads now has no offsets to tell.
    List<TopicPartition> led =
        topic.partitions().stream()
            .filter(partition -> leader(partition) != null)
            .map(partition -> new TopicPartition(name, partition.partition()))
            .toList();
    Map<TopicPartition, Long> next = topics.offsets(led, OffsetSpec.latest());
    Map<TopicPartition, Long> first = topics.offsets(led, OffsetSpec.earliest());
    boolean several =
        topics.nodes() > 1
            || topic.partitions().stream().anyMatch(partition -> partition.replicas().size() > 1);
    return List.of(
        topic(topic), partitions(topic, first, next, several), groups(name, partitions, next));
  }

  private Table topic(TopicDescription topic) throws InterruptedException {
    Config settings = topics.settings(topic.name());
    String cleanup = settings.get("cleanup.policy").value();
    long retention = Long.parseLong(settings.get("retention.ms").value());
    return new Table(
        "topic",
        List.of("topic", "partitions", "replicas", "cleanup", "retention"),
        List.of(
            row(
                "kafka:" + topic.name(),
                topic.partitions().size(),
                topic.partitions().get(0).replicas().size(),
                cleanup,
                cleanup.contains("delete") && retention >= 0
                    ? Duration.ofMillis(retention)
                    : null)));
  }

  private static Table partitions(
      TopicDescription topic,
      Map<TopicPartition, Long> first,
      Map<TopicPartition, Long> next,
      boolean several) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (TopicPartitionInfo partition : topic.partitions()) {
      TopicPartition key = new TopicPartition(topic.name(), partition.partition());
      Long from = first.get(key);
      Long to = next.get(key);
      List<@Nullable Object> row = new ArrayList<>();
      row.add(partition.partition());
      row.add(leader(partition));
      if (several) {
        row.add(ids(partition.replicas()));
        row.add(ids(partition.isr()));
      }
      row.addAll(row(from, to, from == null || to == null ? null : to - from));
      rows.add(row);
    }
    List<String> columns =
        new ArrayList<>(List.of("partition", "leader", "first", "next", AT_MOST));
    if (several) {
      columns.addAll(2, List.of("replicas", "in sync"));
    }
    return new Table("partition", columns, rows);
  }

  /** Null while there is none. */
  private static @Nullable Integer leader(TopicPartitionInfo partition) {
    Node leader = partition.leader();
    return leader == null || leader.isEmpty() ? null : leader.id();
  }

  private static String ids(List<Node> nodes) {
    return nodes.stream()
        .map(Node::id)
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }

  private Table groups(
      String topic, List<TopicPartition> partitions, Map<TopicPartition, Long> next)
      throws InterruptedException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    Map<String, Map<TopicPartition, Long>> committed = new TreeMap<>(groups.committed());
    for (Map.Entry<String, Map<TopicPartition, Long>> group : committed.entrySet()) {
      ConsumerGroupDescription description = groups.describe(group.getKey());
      Map<TopicPartition, String> owners = owners(description.members());
      for (TopicPartition partition : partitions) {
        Long offset = group.getValue().get(partition);
        String owner = owners.get(partition);
        if (offset != null || owner != null) {
          Long end = next.get(partition);
          rows.add(
              row(
                  group.getKey(),
                  partition.partition(),
                  offset,
                  offset == null || end == null ? null : Math.max(0, end - offset),
                  owner,
                  description.members().size(),
                  description.groupState().toString()));
        }
      }
    }
    shares(topic, rows);
    return new Table(
        "group",
        List.of("group", "partition", "committed", "lag", "member", "members", "state"),
        rows);
  }

  /** Of a share group there is no one place, and every member may have any record. */
  private void shares(String topic, List<List<@Nullable Object>> rows) throws InterruptedException {
    for (GroupListing group : groups.all()) {
      if (group.type().filter(type -> type == GroupType.SHARE).isEmpty()) {
        continue;
      }
      ShareGroupDescription share = groups.describeShare(group.groupId());
      boolean reads =
          share.members().stream()
              .flatMap(member -> member.assignment().topicPartitions().stream())
              .anyMatch(partition -> partition.topic().equals(topic));
      if (reads) {
        rows.add(
            row(
                group.groupId(),
                null,
                null,
                null,
                null,
                share.members().size(),
                share.groupState().toString()));
      }
    }
  }

  private static Map<TopicPartition, String> owners(Collection<MemberDescription> members) {
    Map<TopicPartition, String> owners = new HashMap<>();
    for (MemberDescription member : members) {
      for (TopicPartition partition : member.assignment().topicPartitions()) {
        owners.put(partition, member.clientId());
      }
    }
    return owners;
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}
