package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a subscription and the consumer on it. The client's thread puts what arrives
 * into the inbox. It lives once: after a loss another takes its place, and what this one had and
 * did not acknowledge is delivered again.
 */
final class QueueReader {
  private static final Logger LOG = LoggerFactory.getLogger(QueueReader.class);

  /** How soon it is noticed that nobody takes what arrives. */
  private static final long FULL_MILLIS = 100;

  private final Link link;
  private final Channel channel;
  private final String queue;
  private final Address address;
  private final Consumption options;
  private final BlockingQueue<Incoming> inbox;
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong settled = new AtomicLong();
  private String tag = "";
  private volatile boolean left;
  private volatile boolean deleted;

  private QueueReader(
      Link link,
      Channel channel,
      String queue,
      Address address,
      Consumption options,
      BlockingQueue<Incoming> inbox) {
    this.link = link;
    this.channel = channel;
    this.queue = queue;
    this.address = address;
    this.options = options;
    this.inbox = inbox;
  }

  /** Connects; nothing is delivered before {@link #start}. */
  static QueueReader open(
      Endpoint endpoint,
      String name,
      Address address,
      Consumption options,
      BlockingQueue<Incoming> inbox)
      throws IOException, TimeoutException {
    Link link = Link.connected(endpoint, name);
    try {
      Channel channel = link.openChannel();
      if (!options.acknowledgesNothing()) {
        channel.basicQos(options.prefetch());
      }
      QueueReader reader =
          new QueueReader(link, channel, queue(channel, name, address), address, options, inbox);
      channel.addShutdownListener(reader::ended);
      return reader;
    } catch (IOException | RuntimeException failed) {
      link.close();
      throw failed;
    }
  }

  /** The queue that is read: the one named, or one of its own that the exchange fills. */
  private static String queue(Channel on, String name, Address address) throws IOException {
    if (!Messages.isExchange(address)) {
      return Messages.queue(address);
    }
    Address.Exchange exchange = (Address.Exchange) address;
    String own = name + "-" + UUID.randomUUID().toString().substring(0, 8);
    on.queueDeclare(own, false, true, true, Map.of());
    on.queueBind(own, exchange.exchange(), exchange.key());
    if (exchange.key().isEmpty()) {
      // No pattern is every pattern, where the exchange has patterns.
      on.queueBind(own, exchange.exchange(), "#");
    }
    return own;
  }

  /**
   * @param arguments what only the broker understands
   * @throws BrokerException if there is no such queue
   */
  void start(Map<String, Object> arguments) throws IOException {
    try {
      tag =
          channel.basicConsume(
              queue,
              options.acknowledgesNothing(),
              "",
              false,
              options.exclusive(),
              arguments,
              new Arrivals());
    } catch (IOException refused) {
      if (Failures.isCode(refused, AMQP.NOT_FOUND) && !Failures.isNodeDown(refused)) {
        deleted = true;
        throw Failures.missing(address);
      }
      throw refused;
    }
  }

  /** Whether what it reads is not there any more. */
  boolean isDeleted() {
    return deleted;
  }

  /**
   * Looks whether what it reads is still there, where nobody says so. If it is not, the channel
   * ends with that reason.
   */
  void look(Connections connections) throws IOException, InterruptedException {
    if (Messages.isExchange(address)) {
      connections.answer(
          channel.asyncCompletableRpc(
              Connections.lookUpExchange(((Address.Exchange) address).exchange())));
    } else if (connections.product().qpid() && ask(connections).getConsumerCount() == 0) {
      // There is one of this name again, and it does not know of this consumer.
      deleted = true;
      put(Incoming.ended(this, deleted(), false));
    }
  }

  void cancel() throws IOException {
    channel.basicCancel(tag);
  }

  /** This one and all before it. */
  void acknowledgeAll(long upTo) throws IOException {
    channel.basicAck(upTo, true);
  }

  void acknowledge(long delivery) throws IOException {
    channel.basicAck(delivery, false);
  }

  void reject(long delivery, boolean requeue) throws IOException {
    channel.basicNack(delivery, false, requeue);
  }

  /** So many are done with. */
  void settled(long count) {
    settled.addAndGet(count);
  }

  long receivedSoFar() {
    return received.get();
  }

  /** Delivered and not done with. */
  long unsettled() {
    return received.get() - settled.get();
  }

  /** What has arrived and was not taken. */
  BlockingQueue<Incoming> inbox() {
    return inbox;
  }

  String queue() {
    return queue;
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  /** The question goes the same way as the deliveries: what was sent before it has arrived. */
  AMQP.Queue.DeclareOk ask(Connections connections) throws IOException, InterruptedException {
    return (AMQP.Queue.DeclareOk)
        connections
            .answer(
                channel.asyncCompletableRpc(
                    new AMQP.Queue.Declare.Builder().queue(queue).passive().build()))
            .getMethod();
  }

  /** As a killed process would. */
  void cut() {
    left = true;
    link.cut();
  }

  void close() {
    left = true;
    link.close();
  }

  private void put(Incoming incoming) {
    try {
      while (!left && !inbox.offer(incoming, FULL_MILLIS, TimeUnit.MILLISECONDS)) {
        // Whoever reads has much to do, or has left.
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private BrokerException deleted() {
    return new BrokerException(address.text() + " was deleted", "create it again");
  }

  private void ended(ShutdownSignalException cause) {
    if (left) {
      return;
    }
    deleted |= Failures.isCode(cause, AMQP.NOT_FOUND) && !Failures.isNodeDown(cause);
    BrokerException reason = deleted ? deleted() : Failures.explained(cause, link.endpoint());
    if (!inbox.offer(Incoming.ended(this, reason, Failures.isLoss(cause)))) {
      LOG.warn("The end of reading {} is told late", queue, cause);
    }
  }

  private final class Arrivals extends DefaultConsumer {
    Arrivals() {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String consumer, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
      received.incrementAndGet();
      put(Incoming.message(QueueReader.this, envelope, properties, body));
    }

    /** The queue was deleted, or, in a cluster, the node that it lives on went down. */
    @Override
    public void handleCancel(String consumer) {
      boolean unknown = link.endpoint().isCluster();
      deleted |= !unknown;
      put(Incoming.ended(QueueReader.this, deleted(), unknown));
    }
  }
}
