package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.Traffic.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What RabbitMQ writes into the headers of a message that it moved because its delivery failed. */
final class Deaths {
  private static final String ALL = "x-death";
  private static final String FIRST_QUEUE = "x-first-death-queue";

  private Deaths() {}

  /** Tells what became of a message before it came here, if the broker says so. */
  static void record(Traffic traffic, String party, BasicProperties properties) {
    Map<String, Object> headers = properties.getHeaders();
    if (headers != null
        && headers.get(ALL) instanceof List<?> deaths
        && !deaths.isEmpty()
        && deaths.get(0) instanceof Map<?, ?> death) {
      String queue = String.valueOf(death.get("queue"));
      Optional<String> correlation = Optional.ofNullable(properties.getCorrelationId());
      if ("expired".equals(String.valueOf(death.get("reason")))) {
        record(traffic, Kind.EXPIRED, queue, party, correlation);
      }
      record(traffic, Kind.DEAD_LETTERED, queue, party, correlation);
    }
  }

  private static void record(
      Traffic traffic, Kind kind, String queue, String party, Optional<String> correlation) {
    traffic.record(kind, Messages.address(queue), party, Optional.empty(), correlation, 1);
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
