package dev.parley.brokers.amqp;

import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.containers.ContainerServer;
import dev.parley.brokers.containers.Containers;
import dev.parley.brokers.support.ServerStart;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Starts brokers that speak AMQP 0-9-1 and connects to any. */
final class RabbitProvider implements BrokerProvider {
  private final ServerStart starting = new ServerStart("rabbit");

  /** The servers started here that can be looked into, by their endpoints. */
  private final Map<String, Management> managed = new ConcurrentHashMap<>();

  private final DatabaseEngine engine = new DatabaseEngine();

  @Override
  public Server start(Settings settings, Environment environment) throws InterruptedException {
    if (Containers.wanted("rabbit", settings)) {
      return starting.run(
          () -> ContainerServer.start(new ContainedRabbit(), settings, environment));
    }
    StartRequest request = StartRequest.of(settings, environment);
    if (request.mode().equals("process")) {
      return starting.run(() -> ProcessServer.start(request, managed));
    }
    return starting.run(() -> form(request), Failures::line, request.log());
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

  @Override
  public Broker connect(String endpoint, Settings settings, Traffic traffic) {
    return RabbitBroker.connect(
        Endpoint.parse(endpoint), Optional.ofNullable(managed.get(endpoint)), traffic);
  }
}
