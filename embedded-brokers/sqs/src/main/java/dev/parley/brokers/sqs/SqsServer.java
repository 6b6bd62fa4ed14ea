package dev.parley.brokers.sqs;

import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.support.DataDirectory;
import dev.parley.brokers.support.InProcessServer;
import dev.parley.brokers.support.LogFile;
import dev.parley.brokers.support.ServerThreads;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A running ElasticMQ in this JVM. */
final class SqsServer extends InProcessServer {
  private final ServerThreads threads;
  private Optional<ElasticMq> node = Optional.empty();

  SqsServer(ServerThreads threads, DataDirectory data, LogFile log, Environment environment) {
    super("sqs", threads, data, log, environment);
    this.threads = threads;
  }

  /** Makes it ready; on a thread of the group. Closed, if that fails. */
  void start(int port) throws Exception {
    try {
      node = Optional.of(ElasticMq.start(port, kept(), threads::fatal));
      ready();
    } catch (Exception | Error failed) {
      throw unready(failed);
    }
  }

  private Optional<Path> kept() {
    return durable() ? Optional.of(data().resolve("sqs.mv")) : Optional.empty();
  }

  @Override
  protected List<Path> vital() {
    return kept().stream().toList();
  }

  @Override
  protected void end(End how) throws Exception {
    if (node.isPresent()) {
      if (how != End.STOP) {
        // After a crash what is not stored cannot be stored any more.
        node.get().kill();
      } else {
        node.get().stop();
      }
    }
  }

  @Override
  public String product() {
    return ElasticMq.PRODUCT;
  }

  @Override
  public String endpoint() {
    return "http://127.0.0.1:" + node.map(ElasticMq::port).orElse(0);
  }
}
