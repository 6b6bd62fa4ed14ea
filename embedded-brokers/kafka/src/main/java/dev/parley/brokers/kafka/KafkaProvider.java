package dev.parley.brokers.kafka;

import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Traffic;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;

/** Starts Apache Kafka and connects to it. */
final class KafkaProvider implements BrokerProvider {
  /** Held while a server starts, and while one that was given up is ended. */
  private final Semaphore starting = new Semaphore(1, true);

  @Override
  public Server start(Settings settings, Environment environment) throws InterruptedException {
    String mode = settings.text("mode").orElse("embedded");
    if (mode.equals("container")) {
      return contained(settings, environment);
    }
    if (!mode.equals("embedded")) {
      throw new BrokerException(
          "kafka does not run in the mode " + mode, "its modes are embedded and container");
    }
    if (settings.has("image")) {
      throw new BrokerException(
          "kafka inside this program needs no image", "--image goes with --mode container");
    }
    StartRequest request = StartRequest.of(settings, environment);
    starting.acquire();
    CompletableFuture<Server> server;
    try {
      server = request.run();
    } catch (RuntimeException | Error failed) {
      starting.release();
      throw failed;
    }
    try {
      Server started = server.get();
      starting.release();
      return started;
    } catch (InterruptedException givenUp) {
      endInBackground(server);
      throw givenUp;
    } catch (ExecutionException failed) {
      starting.release();
      throw explained(failed.getCause(), request.log());
    }
  }

  private Server contained(Settings settings, Environment environment) throws InterruptedException {
    starting.acquire();
    try {
      return KafkaContainer.start(settings, environment);
    } finally {
      starting.release();
    }
  }

  private void endInBackground(CompletableFuture<Server> server) {
    Thread ending =
        new Thread(
            () -> {
              try {
                server.join().close();
              } catch (CompletionException neverStarted) {
                // Then it has cleaned up already.
              } finally {
                starting.release();
              }
            },
            "kafka-given-up");
    ending.setDaemon(true);
    ending.start();
  }

  private static BrokerException explained(Throwable cause, Path log) {
    if (cause instanceof BrokerException known) {
      return known;
    }
    return new BrokerException(
        "kafka did not start: " + Failures.line(cause), "more in " + log, cause);
  }

  @Override
  public Broker connect(String endpoint, Settings settings, Traffic traffic) {
    return KafkaBroker.connect(endpoint, settings, traffic);
  }
}
