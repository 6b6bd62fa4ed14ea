package dev.parley.brokers.sqs;

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

/** Starts a server that speaks SQS, and connects to it or to another. */
final class SqsProvider implements BrokerProvider {
  /** Held while a server starts, and while one that was given up is ended. */
  private final Semaphore starting = new Semaphore(1, true);

  @Override
  public Server start(Settings settings, Environment environment) throws InterruptedException {
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
            "sqs-given-up");
    ending.setDaemon(true);
    ending.start();
  }

  private static BrokerException explained(Throwable cause, Path log) {
    if (cause instanceof BrokerException known) {
      return known;
    }
    return new BrokerException(
        "sqs did not start: " + Failures.line(cause), "more in " + log, cause);
  }

  @Override
  public Broker connect(String endpoint, Settings settings, Traffic traffic) {
    return SqsBroker.connect(endpoint, settings, traffic);
  }
}
