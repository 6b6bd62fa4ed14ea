package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Return;
import dev.parley.brokers.Address;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Message;
import dev.parley.brokers.Publisher.Outcome;
import dev.parley.brokers.Receipt;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One message on its way. Its state belongs to whoever waits for its confirmation. */
final class Pending {
  private final Message message;
  private final Address.Exchange route;
  private final BasicProperties properties;
  private final Outcome outcome;
  boolean refused;
  @Nullable Receipt returned;
  @Nullable Receipt receipt;

  Pending(Message message, Address.Exchange route, BasicProperties properties, Outcome outcome) {
    this.message = message;
    this.route = route;
    this.properties = properties;
    this.outcome = outcome;
  }

  Address destination() {
    return message.destination();
  }

  Optional<String> id() {
    return Optional.ofNullable(properties.getMessageId());
  }

  Optional<String> correlation() {
    return Optional.ofNullable(properties.getCorrelationId());
  }

  Address.Exchange route() {
    return route;
  }

  BasicProperties properties() {
    return properties;
  }

  byte[] body() {
    return message.payload().orElse(Bytes.EMPTY).unwrap();
  }

  boolean isOpen() {
    return receipt == null;
  }

  /** Whether this may be what came back. */
  boolean matches(Return back) {
    return isOpen()
        && returned == null
        && route.exchange().equals(back.getExchange())
        && route.key().equals(back.getRoutingKey())
        && Arrays.equals(body(), back.getBody());
  }

  /** As it was before it was sent. */
  Pending again() {
    return new Pending(message, route, properties, outcome);
  }

  void tell(Receipt told) {
    outcome.done(told);
  }
}
