package dev.parley.brokers.kafka;

import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.support.ServerStart;

/** Starts Apache Kafka and connects to it. */
final class KafkaProvider implements BrokerProvider {
  private final ServerStart starting = new ServerStart("kafka");

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
    return starting.run(request::run, Failures::line, request.log());
  }

  private Server contained(Settings settings, Environment environment) throws InterruptedException {
    return starting.run(() -> KafkaContainer.start(settings, environment));
  }

  @Override
  public Broker connect(String endpoint, Settings settings, Traffic traffic) {
    return KafkaBroker.connect(endpoint, settings, traffic);
  }
}
