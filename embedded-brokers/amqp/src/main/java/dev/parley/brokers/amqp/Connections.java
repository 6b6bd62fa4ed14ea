package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Method;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Traffic;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * What the parts of one client share: the endpoint, and one connection for everything that is asked
 * and published. It is opened again when it was lost; whatever consumes has a connection of its
 * own.
 */
final class Connections implements AutoCloseable {
  private final Endpoint endpoint;
  private final Optional<Management> management;
  private final Traffic traffic;

  /** Not read, but held, because the logging system forgets what nobody holds. */
  @SuppressWarnings("UnusedVariable")
  private final List<Logger> loggers = Loggers.silence();

  private Optional<Link> shared = Optional.empty();
  private Optional<Product> product = Optional.empty();
  private boolean closed;

  Connections(Endpoint endpoint, Optional<Management> management, Traffic traffic) {
    this.endpoint = endpoint;
    this.management = management;
    this.traffic = traffic;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  Optional<Management> management() {
    return management;
  }

  /** Whether the server can answer again, at the same address, after it was lost. */
  boolean mayComeBack() {
    return management.map(Management::mayComeBack).orElse(true);
  }

  Traffic traffic() {
    return traffic;
  }

  Product product() throws InterruptedException {
    synchronized (this) {
      if (product.isPresent()) {
        return product.get();
      }
    }
    shared();
    synchronized (this) {
      return product.orElseThrow();
    }
  }

  Link shared() throws InterruptedException {
    synchronized (this) {
      check();
      if (shared.filter(Link::isOpen).isPresent()) {
        return shared.get();
      }
    }
    Link opened = Link.open(endpoint, "client");
    synchronized (this) {
      if (closed) {
        opened.cut();
        check();
      }
      if (shared.filter(Link::isOpen).isPresent()) {
        opened.close();
        return shared.get();
      }
      shared = Optional.of(opened);
      product = Optional.of(opened.product());
      return opened;
    }
  }

  private void check() {
    if (closed) {
      throw closed();
    }
  }

  static BrokerException closed() {
    return new BrokerException("the connection to rabbit is closed", "start rabbit");
  }

  /** One piece of work on a channel of its own, which what the broker refuses closes. */
  <T> T on(Work<T> work) throws InterruptedException {
    Link link = shared();
    return Calls.interruptibly(
        endpoint,
        () -> {
          Channel channel = link.openChannel();
          try {
            return work.run(channel);
          } finally {
            channel.abort();
          }
        },
        link::cut);
  }

  /** A channel for longer; of a cluster, from whichever node answers within a while. */
  Channel channelOfAny() throws InterruptedException {
    Retries retries = new Retries();
    while (true) {
      try {
        return channel();
      } catch (BrokerException failed) {
        if (!endpoint.isCluster() || retries.over() || !Failures.isLoss(failed)) {
          throw failed;
        }
      }
      TimeUnit.NANOSECONDS.sleep(Retries.PAUSE.toNanos());
    }
  }

  /** A channel for longer. */
  Channel channel() throws InterruptedException {
    Link link = shared();
    return Calls.interruptibly(endpoint, link::openChannel, link::cut);
  }

  /** The depth and the consumers of a queue, or nothing if there is none. */
  Optional<AMQP.Queue.DeclareOk> lookUp(String queue) throws InterruptedException {
    return on(
        channel -> {
          try {
            return Optional.of(channel.queueDeclarePassive(queue));
          } catch (IOException refused) {
            if (Failures.isCode(refused, AMQP.NOT_FOUND) && !Failures.isNodeDown(refused)) {
              return Optional.empty();
            }
            throw refused;
          }
        });
  }

  /**
   * Asks for an exchange of any type. Qpid compares the type even here, and the client's own method
   * asks for a direct one.
   */
  static Method lookUpExchange(String exchange) {
    return new AMQP.Exchange.Declare.Builder().exchange(exchange).type("").passive().build();
  }

  boolean hasExchange(String exchange) throws InterruptedException {
    return on(
        channel -> {
          try {
            channel.rpc(lookUpExchange(exchange));
            return true;
          } catch (IOException refused) {
            if (Failures.isCode(refused, AMQP.NOT_FOUND)) {
              return false;
            }
            throw refused;
          }
        });
  }

  /** What to say of something that is not there; perhaps it was an exchange that was meant. */
  BrokerException missing(dev.parley.brokers.Address address) throws InterruptedException {
    if (address instanceof dev.parley.brokers.Address.Queue queue && hasExchange(queue.name())) {
      String meant = "rabbit:" + queue.name() + "/";
      return new BrokerException(
          "there is no queue " + queue.name() + "; it is an exchange, " + meant,
          "describe " + meant + " shows which queues it fills");
    }
    return Failures.missing(address);
  }

  /** Asks on a channel of somebody's, and can be interrupted. */
  <T> T answer(CompletableFuture<T> answer) throws InterruptedException {
    return Calls.await(endpoint, answer, () -> {});
  }

  @Override
  public void close() {
    Optional<Link> open;
    synchronized (this) {
      closed = true;
      open = shared;
      shared = Optional.empty();
    }
    open.ifPresent(Link::close);
  }

  /** On a channel. */
  @FunctionalInterface
  interface Work<T> {
    T run(Channel channel) throws IOException, InterruptedException;
  }
}
