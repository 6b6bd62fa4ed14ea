package dev.parley.brokers.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.clients.admin.ShareMemberDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/** The consumer groups of a cluster. */
final class Groups {
  private final Connection connection;

  Groups(Connection connection) {
    this.connection = connection;
  }

  Collection<GroupListing> all() throws InterruptedException {
    return connection.await(connection.admin().listGroups().all());
  }

  List<String> names() throws InterruptedException {
    return all().stream().map(GroupListing::groupId).sorted().toList();
  }

  /** By group, those that have committed something anywhere. */
  Map<String, Map<TopicPartition, Long>> committed() throws InterruptedException {
    Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
    for (GroupListing group : all()) {
      if (group.type().filter(type -> type == GroupType.SHARE).isPresent()) {
        continue;
      }
      Map<TopicPartition, Long> offsets = new HashMap<>();
      connection
          .await(
              connection
                  .admin()
                  .listConsumerGroupOffsets(group.groupId())
                  .partitionsToOffsetAndMetadata())
          .forEach((partition, offset) -> keep(offsets, partition, offset));
      committed.put(group.groupId(), offsets);
    }
    return committed;
  }

  private static void keep(
      Map<TopicPartition, Long> offsets,
      TopicPartition partition,
      @Nullable OffsetAndMetadata offset) {
    if (offset != null) {
      offsets.put(partition, offset.offset());
    }
  }

  /** Whether its members take single records. */
  boolean isShared(String group) throws InterruptedException {
    for (GroupListing listed : all()) {
      if (listed.groupId().equals(group)) {
        return listed.type().filter(type -> type == GroupType.SHARE).isPresent();
      }
    }
    return false;
  }

  /** The names of its live members; none, if there is no such group. */
  List<String> members(String group) throws InterruptedException {
    for (GroupListing listed : all()) {
      if (listed.groupId().equals(group)) {
        boolean shared = listed.type().filter(type -> type == GroupType.SHARE).isPresent();
        Stream<String> names =
            shared
                ? describeShare(group).members().stream().map(ShareMemberDescription::clientId)
                : describe(group).members().stream().map(MemberDescription::clientId);
        return names.sorted().toList();
      }
    }
    return List.of();
  }

  ConsumerGroupDescription describe(String group) throws InterruptedException {
    return connection.await(
        connection.admin().describeConsumerGroups(List.of(group)).describedGroups().get(group));
  }

  ShareGroupDescription describeShare(String group) throws InterruptedException {
    return connection.await(
        connection.admin().describeShareGroups(List.of(group)).describedGroups().get(group));
  }

  /**
   * What the group has given to a member, if the group is at rest: its plan is that of its members
   * and topics as they are now, and every member has what the plan gives it, and be that nothing.
   *
   * @param all that has to be given out, to one member or another
   */
  Optional<Set<TopicPartition>> settled(String group, String memberId, Set<TopicPartition> all)
      throws InterruptedException {
    Optional<ConsumerGroupDescription> found =
        unlessMissing(
            connection.admin().describeConsumerGroups(List.of(group)).describedGroups().get(group));
    if (found.isEmpty()
        || found.get().groupState() != GroupState.STABLE
        || !found.get().groupEpoch().equals(found.get().targetAssignmentEpoch())) {
      return Optional.empty();
    }
    Optional<Set<TopicPartition>> given = Optional.empty();
    Set<TopicPartition> left = new HashSet<>(all);
    for (MemberDescription each : found.get().members()) {
      if (each.consumerId().equals(memberId)) {
        given = Optional.of(each.assignment().topicPartitions());
      }
      if (each.targetAssignment().isPresent()
          && !each.targetAssignment().get().equals(each.assignment())) {
        return Optional.empty();
      }
      left.removeAll(each.assignment().topicPartitions());
    }
    return left.isEmpty() ? given : Optional.empty();
  }

  private <T> Optional<T> unlessMissing(KafkaFuture<T> answer) throws InterruptedException {
    try {
      return Optional.of(answer.get());
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof GroupIdNotFoundException) {
        return Optional.empty();
      }
      throw connection.explained(failed);
    }
  }

  /** Whether a share group is at rest with this member in it, and reads all of these. */
  boolean settledShare(String group, String client, Set<TopicPartition> all)
      throws InterruptedException {
    Optional<ShareGroupDescription> found =
        unlessMissing(
            connection.admin().describeShareGroups(List.of(group)).describedGroups().get(group));
    if (found.isEmpty()
        || found.get().groupState() != GroupState.STABLE
        || found.get().groupEpoch() != found.get().targetAssignmentEpoch()) {
      return false;
    }
    boolean member = false;
    Set<TopicPartition> left = new HashSet<>(all);
    for (ShareMemberDescription each : found.get().members()) {
      if (each.memberEpoch() != found.get().groupEpoch()) {
        return false;
      }
      member |= each.clientId().equals(client);
      left.removeAll(each.assignment().topicPartitions());
    }
    return member && left.isEmpty();
  }
}
