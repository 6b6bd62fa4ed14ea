package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Server;
import dev.parley.brokers.support.DataDirectory;
import dev.parley.brokers.support.InProcessServer;
import dev.parley.brokers.support.LogFile;
import dev.parley.brokers.support.ServerThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.internals.AppInfoParser;

/** A running cluster of Apache Kafka in this JVM. */
final class KafkaServer extends InProcessServer {
  private final Cluster cluster;

  KafkaServer(ServerThreads threads, DataDirectory data, LogFile log, Environment environment) {
    super("kafka", threads, data, log, environment);
    this.cluster = new Cluster(threads, data.path(), this::fatal);
  }

  /**
   * Makes it ready; on a thread of the group, which the threads of Kafka then belong to. Closed, if
   * that fails.
   *
   * @param ports one pair for each node
   * @param createsTopics whether a topic is made when a client first publishes to it
   */
  void start(List<ListenPorts> ports, boolean createsTopics) throws Exception {
    try {
      Halts.install();
      begins();
      cluster.start(ports, createsTopics);
      ready();
    } catch (Exception failed) {
      close();
      throw unready(failed);
    } catch (Error failed) {
      close();
      throw failed;
    }
  }

  @Override
  protected void end(End how) {
    if (how == End.STOP) {
      cluster.stop();
    } else {
      cluster.kill();
    }
  }

  @Override
  protected List<Path> vital() {
    return cluster.directories();
  }

  @Override
  protected Duration stopping() {
    return Duration.ofSeconds(10);
  }

  /** Kafka's metrics library starts its clock once for the JVM, and never ends it. */
  @Override
  protected List<String> lasting() {
    return List.of("metrics-meter-tick-thread");
  }

  @Override
  public void kill(int node) {
    alive();
    cluster.kill(node);
  }

  @Override
  public void restart(int node) throws InterruptedException {
    alive();
    cluster.restart(node);
  }

  private void alive() {
    if (ended()) {
      throw new BrokerException("kafka does not run any more", "start kafka");
    }
  }

  @Override
  public void pause(int node) {
    throw unpaused();
  }

  @Override
  public void resume(int node) {
    throw unpaused();
  }

  /** The nodes are threads of one process, and the system stops processes only. */
  private static BrokerException unpaused() {
    return new BrokerException(
        "a node of kafka inside this program cannot be paused",
        "kill kafka/1 ends a node abruptly, start kafka/1 brings it back");
  }

  @Override
  public String product() {
    return "Apache Kafka " + AppInfoParser.getVersion();
  }

  @Override
  public String endpoint() {
    return cluster.states().stream().map(Server.Node::endpoint).collect(Collectors.joining(","));
  }

  @Override
  public List<Server.Node> nodes() {
    return cluster.states();
  }

  @Override
  public long diskBytes() {
    return LogDiskUse.ofLogs(data());
  }
}
