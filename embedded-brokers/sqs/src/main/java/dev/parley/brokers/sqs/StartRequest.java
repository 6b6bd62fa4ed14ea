package dev.parley.brokers.sqs;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.support.DataDirectory;
import dev.parley.brokers.support.LogFile;
import dev.parley.brokers.support.ServerThreads;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What was asked for, checked.
 *
 * @param port 0 for any that is free
 */
record StartRequest(int port, Optional<Path> data, Environment environment) {

  /**
   * @throws BrokerException if a setting is out of bounds
   */
  static StartRequest of(Settings settings, Environment environment) {
    if (settings.number("nodes").orElse(1L) != 1) {
      throw new BrokerException("sqs runs as one node here", "leave --nodes out");
    }
    long port = settings.number("port").orElse(0L);
    if (port > 65_535) {
      throw new BrokerException("there is no port " + port, "a port is at most 65535");
    }
    return new StartRequest(
        (int) port,
        settings.text("data").map(text -> Path.of(text).toAbsolutePath().normalize()),
        environment);
  }

  Path log() {
    return environment.state().toAbsolutePath().resolve("sqs.log");
  }

  /** Begins; what was taken is given back if it fails. */
  CompletableFuture<Server> run() {
    AtomicReference<Optional<SqsServer>> running = new AtomicReference<>(Optional.empty());
    ServerThreads threads =
        new ServerThreads("sqs", reason -> running.get().ifPresent(server -> server.fatal(reason)));
    return threads.run(
        "sqs-start",
        () -> {
          DataDirectory directory =
              data.map(path -> DataDirectory.durable(path, "sqs"))
                  .orElseGet(
                      () ->
                          DataDirectory.temporary(
                              environment.state().toAbsolutePath().resolve("sqs-data")));
          Optional<LogFile> log = Optional.empty();
          try {
            log = Optional.of(LogFile.open(log(), threads, Loggers.SERVER));
            SqsServer server = new SqsServer(threads, directory, log.get(), environment);
            running.set(Optional.of(server));
            server.start(port);
            return server;
          } catch (Exception | Error failed) {
            log.ifPresent(LogFile::close);
            directory.close();
            throw failed;
          }
        });
  }
}
