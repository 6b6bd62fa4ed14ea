package dev.parley.brokers.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.Uuid;

/**
 * The id of an embedded cluster says that it is one, so that a client knows what it may expect: the
 * new group protocol, and groups that notice a death within seconds.
 */
final class ClusterId {
  private static final String MARK = "parley";

  private ClusterId() {}

  /** The id that the directory was formatted with, or a new one. */
  static String of(Path node) throws IOException {
    Path formatted = node.resolve("meta.properties");
    if (!Files.exists(formatted)) {
      // Still 22 characters of base64: a UUID, as Kafka wants it.
      return MARK + Uuid.randomUuid().toString().substring(MARK.length());
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(formatted)) {
      properties.load(reader);
    }
    return properties.getProperty("cluster.id");
  }

  static boolean embedded(String clusterId) {
    return clusterId.startsWith(MARK);
  }
}
