package dev.parley.brokers.kafka;

import java.util.Optional;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Who a cluster is. A broker does not tell its version, but the version of its metadata names the
 * release whose features it uses at most.
 */
final class Identity {
  private final Connection connection;

  Identity(Connection connection) {
    this.connection = connection;
  }

  /** {@code Apache Kafka cluster 4L6g3nShT-eMCtK--X86sw, 3 nodes, metadata 4.3-IV0}. */
  String text() throws InterruptedException {
    DescribeClusterResult cluster = connection.admin().describeCluster();
    String id = connection.await(cluster.clusterId());
    int nodes = connection.await(cluster.nodes()).size();
    FinalizedVersionRange level =
        connection
            .await(connection.admin().describeFeatures().featureMetadata())
            .finalizedFeatures()
            .get(MetadataVersion.FEATURE_NAME);
    return "Apache Kafka cluster "
        + id
        + ", "
        + ClusterSize.words(nodes)
        + Optional.ofNullable(level)
            .map(known -> ", " + metadata(known.maxVersionLevel()))
            .orElse("");
  }

  private static String metadata(short level) {
    try {
      return "metadata " + MetadataVersion.fromFeatureLevel(level).version();
    } catch (IllegalArgumentException newer) {
      return "metadata level " + level;
    }
  }
}
