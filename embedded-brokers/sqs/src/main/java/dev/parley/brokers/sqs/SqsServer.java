package dev.parley.brokers.sqs;

import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.support.DataDirectory;
import dev.parley.brokers.support.InProcessServer;
import dev.parley.brokers.support.LogFile;
import dev.parley.brokers.support.ServerThreads;
import java.nio.file.Path;
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
      Optional<Path> kept = durable() ? Optional.of(data().resolve("sqs.mv")) : Optional.empty();
      node = Optional.of(ElasticMq.start(port, kept, threads::fatal));
      ready();
    } catch (Exception | Error failed) {
      close();
      throw failed;
    }
  }

  @Override
  protected void end(End how) throws Exception {
    if (node.isPresent()) {
      if (how == End.KILL) {
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
