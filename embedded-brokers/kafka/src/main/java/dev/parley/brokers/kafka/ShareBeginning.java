package dev.parley.brokers.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Where a share group begins. Left to itself it begins where its topic ends when the first fetch
 * arrives, and what is published just before is lost to it; so a new group's place is set before.
 */
final class ShareBeginning {
  private final Session session;

  ShareBeginning(Session session) {
    this.session = session;
  }

  void fix(String group, String topic, String from) throws InterruptedException {
    for (GroupListing existing : session.groups().all()) {
      if (existing.groupId().equals(group)) {
        return;
      }
    }
    if (session.connection().embedded()) {
      fromTheFirst(group);
    }
    List<TopicPartition> partitions = session.topics().partitions(topic);
    Map<TopicPartition, Long> places =
        new HashMap<>(
            session
                .topics()
                .offsets(
                    partitions,
                    from.equals("earliest") ? OffsetSpec.earliest() : OffsetSpec.latest()));
    alter(group, places);
  }

  /** What is added later, or made anew, has nothing that the group had before. */
  private void fromTheFirst(String group) throws InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    AlterConfigOp earliest =
        new AlterConfigOp(
            new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
    session
        .connection()
        .await(
            session
                .connection()
                .admin()
                .incrementalAlterConfigs(Map.of(resource, List.of(earliest)))
                .all());
  }

  /** The topic is there; the node that keeps the group may learn of it a moment later. */
  void alter(String group, Map<TopicPartition, Long> places) throws InterruptedException {
    long deadline = System.nanoTime() + Connection.ANSWER.toNanos();
    while (true) {
      try {
        session.connection().admin().alterShareGroupOffsets(group, places).all().get();
        return;
      } catch (ExecutionException failed) {
        if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > deadline) {
          throw session.connection().explained(failed);
        }
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
  }
}
