package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What the user says of every client of a cluster, in Kafka's own names. */
final class ClientProperties {
  private static final String ENDPOINT = "bootstrap.servers";

  private ClientProperties() {}

  /**
   * @param settings {@code property} or {@code config}: {@code NAME=VALUE} pairs, as a file with
   *     the passwords of a cluster has them
   * @throws BrokerException if one is no pair, or Kafka's clients have no such property
   */
  static Map<String, String> of(String endpoint, Settings settings) {
    Map<String, String> properties = new TreeMap<>();
    for (String key : new String[] {"config", "property"}) {
      for (String pair : settings.all(key)) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
          throw BrokerException.notUnderstood(
              "--" + key + " takes NAME=VALUE, and a line has no =",
              "for example security.protocol=SSL");
        }
        String name = pair.substring(0, equals).strip();
        checkKnown(name);
        properties.put(name, pair.substring(equals + 1).strip());
      }
    }
    String other = properties.remove(ENDPOINT);
    if (other != null && !other.equals(endpoint)) {
      throw new BrokerException(
          "two endpoints: " + endpoint + " and, as " + ENDPOINT + ", " + other,
          "leave one of them out");
    }
    return properties;
  }

  /** A misspelt name would otherwise be passed over without a word. */
  private static void checkKnown(String name) {
    if (!AdminClientConfig.configNames().contains(name)
        && !ProducerConfig.configNames().contains(name)
        && !ConsumerConfig.configNames().contains(name)) {
      throw new BrokerException(
          "kafka's clients have no property " + name,
          "named as in Kafka's documentation: security.protocol, sasl.mechanism, sasl.jaas.config");
    }
  }
}
