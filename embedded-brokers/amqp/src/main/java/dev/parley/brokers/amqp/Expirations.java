package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import java.util.Optional;

/**
 * When a message expires: for RabbitMQ so many milliseconds after it was published; for Qpid an
 * instant, in milliseconds since 1970 (10.1.0). Here it is always the time that is left.
 */
final class Expirations {
  private Expirations() {}

  /**
   * As the broker understands it.
   *
   * @throws BrokerException if the broker would lose the message instead of dead-lettering it
   */
  static BasicProperties sent(
      BasicProperties properties,
      Product product,
      Optional<Management> management,
      Address.Exchange to) {
    if (!product.qpid() || properties.getExpiration() == null) {
      return properties;
    }
    if (to.exchange().isEmpty()
        && management.filter(broker -> broker.deadLetters(to.key())).isPresent()) {
      throw new BrokerException(
          "--expiration into a queue with --dead-letter needs RabbitMQ itself",
          "create the queue with --ttl, or connect to a RabbitMQ");
    }
    return properties
        .builder()
        .expiration(Long.toString(System.currentTimeMillis() + millis(properties.getExpiration())))
        .build();
  }

  private static long millis(String expiration) {
    try {
      long millis = Long.parseLong(expiration);
      if (millis >= 0) {
        return millis;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, as for a negative one.
    }
    throw new BrokerException(
        "expiration is a number of milliseconds, not " + expiration, "for example 60000");
  }

  /** As everybody understands it. */
  static BasicProperties received(BasicProperties properties, Product product) {
    if (!product.qpid() || properties.getExpiration() == null) {
      return properties;
    }
    long left = millis(properties.getExpiration()) - System.currentTimeMillis();
    return properties.builder().expiration(Long.toString(Math.max(0, left))).build();
  }
}
