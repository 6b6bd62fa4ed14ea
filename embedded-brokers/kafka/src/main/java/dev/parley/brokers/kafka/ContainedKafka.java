package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
import dev.parley.brokers.containers.ContainedSystem;
import dev.parley.brokers.containers.RunningContainer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** One node of Apache Kafka in a container. */
final class ContainedKafka implements ContainedSystem {
  private final boolean createsTopics;

  /**
   * @param createsTopics whether a topic is made when a client first publishes to it
   */
  ContainedKafka(boolean createsTopics) {
    this.createsTopics = createsTopics;
  }

  private static final int ANSWER_MILLIS = 1000;
  private static final Pattern VERSION = Pattern.compile("Kafka version: ([0-9][0-9.a-zA-Z-]*)");

  @Override
  public String system() {
    return "kafka";
  }

  @Override
  public String image() {
    return "apache/kafka";
  }

  @Override
  public int port() {
    return ContainerSettings.CLIENTS;
  }

  @Override
  public Path data() {
    return Path.of(ContainerSettings.DATA);
  }

  @Override
  public Map<String, String> environment(String host, int port) {
    return ContainerSettings.environment(endpoint(host, port), createsTopics);
  }

  @Override
  public String endpoint(String host, int port) {
    return host + ":" + port;
  }

  /** Its version is not said over the network, but in its log. */
  @Override
  public String product(String endpoint, RunningContainer container) throws InterruptedException {
    try (Connection connection = new Connection(endpoint, Settings.NONE)) {
      connection
          .admin()
          .describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS))
          .nodes()
          .get();
    } catch (ExecutionException notYet) {
      throw new BrokerException("kafka does not answer at " + endpoint, "", notYet);
    }
    return "Apache Kafka" + container.lastLogged(VERSION).map(number -> " " + number).orElse("");
  }
}
