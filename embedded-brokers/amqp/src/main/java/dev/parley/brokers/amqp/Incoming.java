package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Envelope;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What reaches a subscription's thread: a message, the end, or neither; then something else is to
 * be looked at.
 *
 * @param from the consumer that it came through; what came through one that is gone is void
 * @param lost whether it ended because its connection was lost, which is no word about the queue
 */
record Incoming(
    @Nullable QueueReader from,
    @Nullable Envelope envelope,
    AMQP.@Nullable BasicProperties properties,
    @Nullable Bytes payload,
    @Nullable BrokerException ended,
    boolean lost) {
  static final Incoming WAKE = new Incoming(null, null, null, null, null, false);

  static Incoming message(
      QueueReader from, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
    return new Incoming(from, envelope, properties, Bytes.wrap(body), null, false);
  }

  static Incoming ended(QueueReader from, BrokerException reason, boolean lost) {
    return new Incoming(from, null, null, null, reason, lost);
  }

  Envelope place() {
    return Objects.requireNonNull(envelope);
  }

  AMQP.BasicProperties with() {
    return Objects.requireNonNull(properties);
  }

  Bytes body() {
    return Objects.requireNonNull(payload);
  }
}
