package dev.parley.brokers.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.clients.admin.ShareMemberDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

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
      @org.jspecify.annotations.Nullable OffsetAndMetadata offset) {
    if (offset != null) {
      offsets.put(partition, offset.offset());
    }
  }

  boolean hasMembers(String group) throws InterruptedException {
    for (GroupListing listed : all()) {
      if (listed.groupId().equals(group)) {
        return listed.type().filter(type -> type == GroupType.SHARE).isPresent()
            || !describe(group).members().isEmpty();
      }
    }
    return false;
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
   * What the group has given to a member, if the group is at rest: every member has what the plan
   * gives it, and be that nothing.
   */
  Optional<Set<TopicPartition>> settled(String group, String memberId) throws InterruptedException {
    ConsumerGroupDescription description;
    try {
      description =
          connection
              .admin()
              .describeConsumerGroups(List.of(group))
              .describedGroups()
              .get(group)
              .get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof GroupIdNotFoundException) {
        return Optional.empty();
      }
      throw connection.explained(failed);
    }
    Optional<Set<TopicPartition>> given = Optional.empty();
    for (MemberDescription each : description.members()) {
      if (each.consumerId().equals(memberId)) {
        given = Optional.of(each.assignment().topicPartitions());
      }
      if (each.targetAssignment().isPresent()
          && !each.targetAssignment().get().equals(each.assignment())) {
        return Optional.empty();
      }
    }
    return description.groupState() == GroupState.STABLE ? given : Optional.empty();
  }

  /** The same of a share group. */
  boolean settledShare(String group, String client) throws InterruptedException {
    ShareGroupDescription description;
    try {
      description =
          connection.admin().describeShareGroups(List.of(group)).describedGroups().get(group).get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof GroupIdNotFoundException) {
        return false;
      }
      throw connection.explained(failed);
    }
    List<ShareMemberDescription> members = new ArrayList<>(description.members());
    return description.groupState() == GroupState.STABLE
        && members.stream().anyMatch(member -> member.clientId().equals(client))
        && members.stream()
            .allMatch(member -> member.memberEpoch() == description.targetAssignmentEpoch());
  }
}
