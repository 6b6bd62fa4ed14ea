package dev.parley.brokers.sqs;

import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.containers.ContainerServer;
import dev.parley.brokers.containers.Containers;
import dev.parley.brokers.support.ServerStart;
import java.util.Optional;

/** Starts a server that speaks SQS, and connects to it or to another. */
final class SqsProvider implements BrokerProvider {
  private final ServerStart starting = new ServerStart("sqs");

  /** The last one that was started in this JVM; when it is lost, it does not come back. */
  private volatile Optional<Server> embedded = Optional.empty();

  @Override
  public Server start(Settings settings, Environment environment) throws InterruptedException {
    if (Containers.wanted("sqs", settings)) {
      return starting.run(() -> ContainerServer.start(new ContainedSqs(), settings, environment));
    }
    String mode = settings.text("mode").orElse("embedded");
    if (!mode.equals("embedded")) {
      throw new BrokerException(
          "sqs does not run in the mode " + mode, "its modes are embedded and container");
    }
    StartRequest request = StartRequest.of(settings, environment);
    Server server = starting.run(request::run, Failures::line, request.log());
    embedded = Optional.of(server);
    return server;
  }

  @Override
  public Broker connect(String endpoint, Settings settings, Traffic traffic) {
    boolean ours =
        embedded
            .filter(server -> server.endpoint().equals(endpoint) && server.nodes().get(0).up())
            .isPresent();
    return SqsBroker.connect(endpoint, settings, !ours, traffic);
  }
}
