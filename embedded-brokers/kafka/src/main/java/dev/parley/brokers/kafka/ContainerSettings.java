package dev.parley.brokers.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/**
 * The settings of one combined node in a container, in the form that the official image takes them
 * in: a setting's name in capitals, with underscores for its dots, after {@code KAFKA_}.
 */
final class ContainerSettings {
  /** What clients on this machine connect to, inside the container. */
  static final int CLIENTS = 9092;

  /** Where its data is, inside the container. */
  static final String DATA = "/tmp/parley-kafka";

  private ContainerSettings() {}

  /**
   * @param endpoint what clients are told to connect to
   */
  static Map<String, String> environment(String endpoint) {
    Map<String, String> all = new HashMap<>();
    all.put("CLUSTER_ID", Uuid.randomUuid().toString());
    all.put("KAFKA_NODE_ID", "1");
    all.put("KAFKA_PROCESS_ROLES", "broker,controller");
    all.put("KAFKA_LOG_DIRS", DATA);
    // What it says to itself goes past the port of this machine, which it cannot reach.
    all.put(
        "KAFKA_LISTENERS",
        "PLAINTEXT://0.0.0.0:" + CLIENTS + ",BROKER://127.0.0.1:9093,CONTROLLER://127.0.0.1:9094");
    all.put("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://" + endpoint + ",BROKER://127.0.0.1:9093");
    all.put(
        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
        "PLAINTEXT:PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    all.put("KAFKA_INTER_BROKER_LISTENER_NAME", "BROKER");
    all.put("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER");
    all.put("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@127.0.0.1:9094");
    for (String topic :
        new String[] {"OFFSETS_TOPIC", "TRANSACTION_STATE_LOG", "SHARE_COORDINATOR_STATE_TOPIC"}) {
      all.put("KAFKA_" + topic + "_REPLICATION_FACTOR", "1");
      all.put("KAFKA_" + topic + "_NUM_PARTITIONS", "1");
    }
    all.put("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1");
    all.put("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1");
    all.put("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    all.put("KAFKA_LOG_RETENTION_MS", "-1");
    all.put("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
    // After a kill it can come back only when its old session is over.
    all.put("KAFKA_BROKER_SESSION_TIMEOUT_MS", "3000");
    all.put("KAFKA_BROKER_HEARTBEAT_INTERVAL_MS", "500");
    return all;
  }
}
