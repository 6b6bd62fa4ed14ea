package dev.parley.brokers.amqp;

import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Traffic;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;

/** Starts brokers that speak AMQP 0-9-1 and connects to any. */
final class RabbitProvider implements BrokerProvider {
  /** Held while a server starts, and while one that was given up is ended. */
  private final Semaphore starting = new Semaphore(1, true);

  /** The servers started here that can be looked into, by their endpoints. */
  private final Map<String, Management> managed = new ConcurrentHashMap<>();

  private final DatabaseEngine engine = new DatabaseEngine();

  @Override
  public Server start(Settings settings, Environment environment) throws InterruptedException {
    StartRequest request = StartRequest.of(settings, environment);
    starting.acquire();
    CompletableFuture<? extends Server> server;
    try {
      server = form(request);
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
      throw explained(failed.getCause(), request);
    }
  }

  /** Begins to start one; each mode is one line here. */
  private CompletableFuture<? extends Server> form(StartRequest request) {
    return switch (request.mode()) {
      case "embedded" -> EmbeddedServer.start(request, managed, engine);
      default ->
          throw new BrokerException(
              "rabbit has no mode " + request.mode() + " here", "leave --mode out");
    };
  }

  private void endInBackground(CompletableFuture<? extends Server> server) {
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
            "rabbit-given-up");
    ending.setDaemon(true);
    ending.start();
  }

  private static BrokerException explained(Throwable cause, StartRequest request) {
    if (cause instanceof BrokerException known) {
      return known;
    }
    return new BrokerException(
        "rabbit did not start: " + Failures.line(cause), "more in " + request.log(), cause);
  }

  @Override
  public Broker connect(String endpoint, Settings settings, Traffic traffic) {
    return RabbitBroker.connect(
        Endpoint.parse(endpoint), Optional.ofNullable(managed.get(endpoint)), traffic);
  }
}
