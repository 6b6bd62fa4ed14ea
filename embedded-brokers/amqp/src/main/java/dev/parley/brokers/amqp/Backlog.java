package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import dev.parley.brokers.BrokerException;
import java.io.IOException;
import java.util.Optional;

/** How many messages wait in a queue for its reader. */
final class Backlog {
  private final Connections connections;
  private volatile long last;

  Backlog(Connections connections) {
    this.connections = connections;
  }

  /** Whatever the broker sent before it answered has arrived when this returns. */
  long ask(QueueReader reader) throws InterruptedException {
    try {
      long before = reader.receivedSoFar();
      // First, so that the broker has everything that was acknowledged and given back.
      reader.ask(connections);
      boolean qpid = connections.product().qpid();
      Optional<Long> ready = qpid ? ready(reader.queue()) : Optional.empty();
      AMQP.Queue.DeclareOk answer = reader.ask(connections);
      // Qpid counts what is delivered and not acknowledged, too.
      long mine = qpid ? reader.unsettled() : 0;
      long counted = ready.orElse(Math.max(0, answer.getMessageCount() - mine));
      // What arrived meanwhile may have been given back meanwhile.
      last = reader.receivedSoFar() == before ? counted : Math.max(1, counted);
      return last;
    } catch (IOException | AlreadyClosedException | BrokerException over) {
      // Its own thread tells why it ended.
      return 0;
    }
  }

  private Optional<Long> ready(String queue) {
    return connections
        .management()
        .flatMap(
            management ->
                management.queues().stream().filter(view -> view.name().equals(queue)).findFirst())
        .map(Management.QueueView::ready);
  }

  /** Nobody can be asked: then there may be something. */
  long unknown() {
    last = Math.max(1, last);
    return last;
  }

  long last() {
    return last;
  }
}
