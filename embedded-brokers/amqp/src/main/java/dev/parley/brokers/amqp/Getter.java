package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Command;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.GetResponse;
import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import java.io.IOException;
import java.util.Optional;

/**
 * Takes messages out of a queue one by one, on a channel of its own. What is neither acknowledged
 * nor rejected goes back when this is closed, in its old place.
 */
final class Getter implements AutoCloseable {
  private final Connections connections;
  private final String queue;
  private final Channel channel;

  /**
   * @throws BrokerException if there is no such queue
   */
  Getter(Connections connections, Address address) throws InterruptedException {
    this.connections = connections;
    this.queue = Messages.queue(address);
    if (connections.lookUp(queue).isEmpty()) {
      throw connections.missing(address);
    }
    this.channel = connections.channel();
  }

  String queue() {
    return queue;
  }

  Optional<GetResponse> next() throws InterruptedException {
    try {
      Command answer =
          connections.answer(
              channel.asyncCompletableRpc(new AMQP.Basic.Get.Builder().queue(queue).build()));
      if (answer.getMethod() instanceof AMQP.Basic.GetOk ok) {
        return Optional.of(
            new GetResponse(
                new Envelope(
                    ok.getDeliveryTag(), ok.getRedelivered(), ok.getExchange(), ok.getRoutingKey()),
                Expirations.received(
                    (AMQP.BasicProperties) answer.getContentHeader(), connections.product()),
                answer.getContentBody(),
                ok.getMessageCount()));
      }
      return Optional.empty();
    } catch (IOException | AlreadyClosedException lost) {
      throw Failures.explained(lost, connections.endpoint());
    }
  }

  /** This one and all before it are done with. */
  void acknowledge(long tag) {
    acknowledge(tag, true);
  }

  /**
   * @param before whether all before it are done with, too
   */
  void acknowledge(long tag, boolean before) {
    try {
      channel.basicAck(tag, before);
    } catch (IOException | AlreadyClosedException lost) {
      throw Failures.explained(lost, connections.endpoint());
    }
  }

  @Override
  public void close() {
    // An answer that comes back means that the broker has everything that was said before.
    try {
      channel.close();
    } catch (IOException | java.util.concurrent.TimeoutException | RuntimeException gone) {
      org.slf4j.LoggerFactory.getLogger(Getter.class).info("Closing a channel", gone);
    }
  }
}
