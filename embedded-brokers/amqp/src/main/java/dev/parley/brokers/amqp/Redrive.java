package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.GetResponse;
import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Message;
import dev.parley.brokers.RedriveRequest;
import dev.parley.brokers.RedriveSink;
import dev.parley.brokers.Traffic.Kind;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Takes messages out of where failed ones are kept and sends each back. RabbitMQ writes into a
 * message in which queue it failed first, and there it goes. Qpid writes nothing, but keeps the
 * exchange and the key that it was published to, and there it is published again.
 */
final class Redrive {
  private static final long CONFIRMATION_MILLIS = 10_000;

  private final Connections connections;
  private final Settlement settlement;
  private final RedriveRequest request;

  Redrive(Connections connections, Settlement settlement, RedriveRequest request) {
    this.connections = connections;
    this.settlement = settlement;
    this.request = request;
  }

  long run(RedriveSink sink) throws InterruptedException {
    String queue = Messages.queue(request.address());
    // What comes back while this runs has failed again, and stays.
    long there =
        connections.lookUp(queue).map(AMQP.Queue.DeclareOk::getMessageCount).orElse(0).longValue();
    long most = Math.min(request.count(), there);
    long moved = 0;
    try (Getter getter = new Getter(connections, request.address())) {
      Channel out = connections.channel();
      try {
        Optional<GetResponse> next = moved < most ? getter.next() : Optional.empty();
        while (next.isPresent()) {
          GetResponse got = next.get();
          Address to = origin(got, queue);
          Message message =
              Messages.message(request.address(), got.getEnvelope(), got.getProps(), got.getBody());
          sink.accept(message, to);
          if (!request.preview()) {
            move(out, got, to);
            getter.acknowledge(got.getEnvelope().getDeliveryTag());
          }
          moved++;
          next = moved < most ? getter.next() : Optional.empty();
        }
      } finally {
        out.abort();
      }
    } catch (IOException lost) {
      throw Failures.explained(lost, connections.endpoint());
    }
    return moved;
  }

  private Address origin(GetResponse got, String queue) {
    Optional<Address> origin =
        Deaths.firstQueue(got.getProps()).map(name -> (Address) Messages.address(name));
    if (origin.isEmpty()) {
      Envelope envelope = got.getEnvelope();
      boolean direct = envelope.getExchange().isEmpty();
      if (!direct) {
        origin =
            Optional.of(new Address.Exchange(envelope.getExchange(), envelope.getRoutingKey()));
      } else if (!envelope.getRoutingKey().equals(queue)) {
        origin = Optional.of(Messages.address(envelope.getRoutingKey()));
      }
    }
    return origin.orElseThrow(
        () ->
            new BrokerException(
                "a message in " + request.address().text() + " did not come from another queue",
                "pull takes it out"));
  }

  private void move(Channel out, GetResponse got, Address to) throws InterruptedException {
    boolean[] back = {false};
    Address.Exchange route =
        to instanceof Address.Exchange exchange
            ? exchange
            : new Address.Exchange("", Messages.queue(to));
    AMQP.BasicProperties properties =
        Expirations.sent(
            Deaths.forgotten(got.getProps()), connections.product(), Optional.empty(), route);
    Calls.interruptibly(
        connections.endpoint(),
        () -> {
          out.clearReturnListeners();
          out.addReturnListener(returned -> back[0] = true);
          out.confirmSelect();
          out.basicPublish(route.exchange(), route.key(), true, properties, got.getBody());
          try {
            return out.waitForConfirms(CONFIRMATION_MILLIS) || back[0];
          } catch (TimeoutException late) {
            throw new BrokerException("rabbit does not confirm", "", late);
          }
        },
        () -> {});
    if (back[0]) {
      throw new BrokerException(
          to.text() + " takes nothing back: no queue is there", "create " + to.text());
    }
    settlement.published(to);
    connections
        .traffic()
        .record(
            Kind.REDRIVEN,
            to,
            "redrive",
            Optional.empty(),
            Optional.ofNullable(properties.getMessageId()),
            Optional.ofNullable(properties.getCorrelationId()),
            1);
  }
}
