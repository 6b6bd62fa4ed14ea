package dev.parley.brokers.amqp;

import com.rabbitmq.client.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.support.WhoAnswers;
import java.time.Duration;
import java.util.Optional;

/** Who answers where no connection came about. */
final class Answerer {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private Answerer() {}

  /** What is wrong with the scheme or the port, as far as the answer tells. */
  static Optional<BrokerException> explain(Endpoint endpoint) {
    Address address = endpoint.addresses().get(0);
    WhoAnswers who = WhoAnswers.at(address.getHost(), address.getPort(), PATIENCE);
    String where = " answers at " + endpoint.where();
    return switch (who) {
      case TLS ->
          endpoint.tls()
              ? Optional.empty()
              : Optional.of(new BrokerException("TLS" + where, "amqps:// in place of amqp://"));
      case AMQP ->
          endpoint.tls()
              ? Optional.of(
                  new BrokerException("AMQP without TLS" + where, "amqp:// in place of amqps://"))
              : Optional.empty();
      case HTTP, SSH ->
          Optional.of(
              new BrokerException(
                  who.word() + where, "AMQP has a port of its own, mostly 5672 or 5671"));
      case ANOTHER, NOBODY -> Optional.empty();
    };
  }
}
