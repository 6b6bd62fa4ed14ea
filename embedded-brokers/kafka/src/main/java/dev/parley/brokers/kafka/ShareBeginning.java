package dev.parley.brokers.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

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
    List<TopicPartition> partitions = session.topics().partitions(topic);
    Map<TopicPartition, Long> places =
        new HashMap<>(
            session
                .topics()
                .offsets(
                    partitions,
                    from.equals("earliest") ? OffsetSpec.earliest() : OffsetSpec.latest()));
    session
        .connection()
        .await(session.connection().admin().alterShareGroupOffsets(group, places).all());
  }
}
