package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.support.DataDirectory;
import dev.parley.brokers.support.LogFile;
import dev.parley.brokers.support.ServerThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What was asked for, checked.
 *
 * @param nodes absent for as many as the data is of, or one
 * @param createsTopics whether a topic is made when a client first publishes to it
 * @param port for clients of the first node; 0 for any that is free
 */
record StartRequest(
    Optional<Integer> nodes,
    int port,
    Optional<Path> data,
    boolean createsTopics,
    Environment environment) {

  static final String NO_AUTO_CREATE = "no-auto-create";

  /**
   * @throws BrokerException if a setting is out of bounds
   */
  static StartRequest of(Settings settings, Environment environment) {
    Optional<Long> nodes = settings.number("nodes");
    if (nodes.filter(number -> number < 1 || number > ClusterSize.MOST).isPresent()) {
      throw new BrokerException(
          "kafka runs with 1 to " + ClusterSize.MOST + " nodes here, not " + nodes.get(),
          "for example --nodes 3");
    }
    return new StartRequest(
        nodes.map(Long::intValue),
        port(settings),
        settings.text("data").map(text -> Path.of(text).toAbsolutePath().normalize()),
        !settings.has(NO_AUTO_CREATE),
        environment);
  }

  /**
   * @throws BrokerException if there is no such port
   */
  static int port(Settings settings) {
    long port = settings.number("port").orElse(0L);
    if (port > 65_535) {
      throw new BrokerException("there is no port " + port, "a port is at most 65535");
    }
    return (int) port;
  }

  Path log() {
    return environment.state().toAbsolutePath().resolve("kafka.log");
  }

  /** Begins; what was taken is given back if it fails. */
  CompletableFuture<Server> run() {
    AtomicReference<Optional<KafkaServer>> running = new AtomicReference<>(Optional.empty());
    ServerThreads threads =
        new ServerThreads(
            "kafka", reason -> running.get().ifPresent(server -> server.fatal(reason)));
    return threads.run(
        "kafka-start",
        () -> {
          DataDirectory directory =
              data.map(path -> DataDirectory.durable(path, "kafka"))
                  .orElseGet(
                      () ->
                          DataDirectory.temporary(
                              environment.state().toAbsolutePath().resolve("kafka-data")));
          List<ListenPorts> ports = new ArrayList<>();
          Optional<LogFile> log = Optional.empty();
          try {
            int count = ClusterSize.agreed(directory.path(), nodes);
            for (int node = 0; node < count; node++) {
              ports.add(ListenPorts.bind(node == 0 ? port : 0));
            }
            log = Optional.of(LogFile.open(log(), threads, Loggers.NAMES));
            KafkaServer server = new KafkaServer(threads, directory, log.get(), environment);
            running.set(Optional.of(server));
            server.start(ports, createsTopics);
            return server;
          } catch (Exception | Error failed) {
            log.ifPresent(LogFile::close);
            directory.close();
            close(ports, failed);
            throw failed;
          }
        });
  }

  private static void close(List<ListenPorts> ports, Throwable failed) {
    for (ListenPorts each : ports) {
      try {
        each.close();
      } catch (IOException alsoFailed) {
        failed.addSuppressed(alsoFailed);
      }
    }
  }
}
