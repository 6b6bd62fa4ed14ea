package dev.parley.brokers.kafka;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/** The settings of one combined node in a container. */
final class ContainerSettings {
  /** What clients on this machine connect to, inside the container. */
  static final int CLIENTS = 9092;

  /** Where its data is, inside the container. */
  static final String DATA = "/tmp/parley-kafka";

  private ContainerSettings() {}

  /**
   * In the form that the official image takes them in: a setting's name in capitals, with
   * underscores for its dots, after {@code KAFKA_}.
   *
   * @param endpoint what clients are told to connect to
   * @param createsTopics whether a topic is made when a client first publishes to it
   */
  static Map<String, String> environment(String endpoint, boolean createsTopics) {
    Map<String, String> all = new HashMap<>();
    settings(endpoint, createsTopics)
        .forEach(
            (name, value) ->
                all.put("KAFKA_" + name.replace('.', '_').toUpperCase(Locale.ROOT), value));
    all.put("CLUSTER_ID", Uuid.randomUuid().toString());
    return all;
  }

  private static Map<String, String> settings(String endpoint, boolean createsTopics) {
    Map<String, String> all = new HashMap<>();
    all.put("node.id", "1");
    all.put("process.roles", "broker,controller");
    all.put("log.dirs", DATA);
    // What it says to itself goes past the port of this machine, which it cannot reach.
    all.put(
        "listeners",
        "PLAINTEXT://0.0.0.0:" + CLIENTS + ",BROKER://127.0.0.1:9093,CONTROLLER://127.0.0.1:9094");
    all.put("advertised.listeners", "PLAINTEXT://" + endpoint + ",BROKER://127.0.0.1:9093");
    all.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    all.put("inter.broker.listener.name", "BROKER");
    all.put("controller.listener.names", "CONTROLLER");
    all.put("controller.quorum.voters", "1@127.0.0.1:9094");
    for (String topic :
        new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
      all.put(topic + ".replication.factor", "1");
      all.put(topic + ".num.partitions", "1");
    }
    all.put("transaction.state.log.min.isr", "1");
    all.put("share.coordinator.state.topic.min.isr", "1");
    all.put("auto.create.topics.enable", Boolean.toString(createsTopics));
    all.put("log.retention.ms", "-1");
    ShortTimes.put(all, 1);
    return all;
  }
}
