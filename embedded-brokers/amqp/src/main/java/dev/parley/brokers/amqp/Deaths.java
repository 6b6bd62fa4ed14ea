package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import dev.parley.brokers.Traffic.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a message before it came here. RabbitMQ writes it into the headers of a message
 * that it moved because its delivery failed; Qpid leaves the key that it was published with.
 */
final class Deaths {
  private static final String ALL = "x-death";
  private static final String FIRST_QUEUE = "x-first-death-queue";

  private Deaths() {}

  /**
   * Tells what became of a message before it came here, as far as the broker says so.
   *
   * @param queue where it was delivered from
   */
  static void record(
      Connections connections,
      String party,
      String queue,
      Envelope envelope,
      BasicProperties properties)
      throws InterruptedException {
    Optional<Map<?, ?>> death = last(properties);
    if (death.isPresent()) {
      String failedIn = String.valueOf(death.get().get("queue"));
      if ("expired".equals(String.valueOf(death.get().get("reason")))) {
        record(connections, Kind.EXPIRED, failedIn, party, properties);
      }
      record(connections, Kind.DEAD_LETTERED, failedIn, party, properties);
    } else if (connections.product().qpid()
        && envelope.getExchange().isEmpty()
        && !envelope.getRoutingKey().equals(queue)) {
      // Without an exchange it went to the queue of this name, and nobody else can have moved it.
      record(connections, Kind.DEAD_LETTERED, envelope.getRoutingKey(), party, properties);
    }
  }

  private static Optional<Map<?, ?>> last(BasicProperties properties) {
    Map<String, Object> headers = properties.getHeaders();
    return headers != null
            && headers.get(ALL) instanceof List<?> deaths
            && !deaths.isEmpty()
            && deaths.get(0) instanceof Map<?, ?> death
        ? Optional.of(death)
        : Optional.empty();
  }

  private static void record(
      Connections connections, Kind kind, String queue, String party, BasicProperties properties) {
    connections
        .traffic()
        .record(
            kind,
            Messages.address(queue),
            party,
            Optional.empty(),
            Optional.ofNullable(properties.getMessageId()),
            Optional.ofNullable(properties.getCorrelationId()),
            1);
  }

  /** The queue in which it failed first. */
  static Optional<String> firstQueue(BasicProperties properties) {
    return Optional.ofNullable(properties.getHeaders())
        .flatMap(headers -> Optional.ofNullable(headers.get(FIRST_QUEUE)))
        .map(Object::toString);
  }

  /** As it was before. */
  static BasicProperties forgotten(BasicProperties properties) {
    if (properties.getHeaders() == null) {
      return properties;
    }
    Map<String, Object> headers = new HashMap<>(properties.getHeaders());
    headers
        .keySet()
        .removeIf(
            name ->
                name.equals(ALL)
                    || name.startsWith("x-first-death-")
                    || name.startsWith("x-last-death-"));
    return properties.builder().headers(headers.isEmpty() ? null : headers).build();
  }
}
