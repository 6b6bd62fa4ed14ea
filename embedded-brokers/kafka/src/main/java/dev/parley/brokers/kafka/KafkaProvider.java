package dev.parley.brokers.kafka;

import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.containers.ContainerServer;
import dev.parley.brokers.containers.Containers;
import dev.parley.brokers.support.ServerStart;

/** Starts Apache Kafka and connects to it. */
final class KafkaProvider implements BrokerProvider {
  private final ServerStart starting = new ServerStart("kafka");

  @Override
  public Server start(Settings settings, Environment environment) throws InterruptedException {
    if (Containers.wanted("kafka", settings)) {
      return starting.run(
          () ->
              ContainerServer.start(
                  new ContainedKafka(!settings.has(StartRequest.NO_AUTO_CREATE)),
                  settings,
                  environment));
    }
    String mode = settings.text("mode").orElse("embedded");
    if (!mode.equals("embedded")) {
      throw new BrokerException(
          "kafka does not run in the mode " + mode, "its modes are embedded and container");
    }
    StartRequest request = StartRequest.of(settings, environment);
    return starting.run(request::run, Failures::line, request.log());
  }

  @Override
  public Broker connect(String endpoint, Settings settings, Traffic traffic) {
    return KafkaBroker.connect(endpoint, settings, traffic);
  }
}
