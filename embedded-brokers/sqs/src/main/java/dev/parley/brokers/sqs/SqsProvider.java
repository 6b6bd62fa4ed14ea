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

/** Starts a server that speaks SQS, and connects to it or to another. */
final class SqsProvider implements BrokerProvider {
  private final ServerStart starting = new ServerStart("sqs");

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
    return starting.run(request::run, Failures::line, request.log());
  }

  @Override
  public Broker connect(String endpoint, Settings settings, Traffic traffic) {
    return SqsBroker.connect(endpoint, settings, traffic);
  }
}
