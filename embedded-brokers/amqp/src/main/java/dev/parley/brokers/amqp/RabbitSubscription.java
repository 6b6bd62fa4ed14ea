package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Deliveries;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Message;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Traffic.Kind;
import dev.parley.brokers.support.BackgroundSubscription;
import dev.parley.brokers.support.Outage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer with a connection of its own, which can die alone. The prefetch bounds what is read
 * ahead; the subscription's thread hands it on. A lost connection is replaced: in a cluster by one
 * to another node, else by one to the same server if it is back soon. What was not acknowledged is
 * delivered again.
 */
final class RabbitSubscription extends BackgroundSubscription {
  private static final Logger LOG = LoggerFactory.getLogger(RabbitSubscription.class);

  /** Without acknowledgements nothing but this bounds what is read ahead. */
  private static final int READ_AHEAD = 10_000;

  /** How soon it is noticed that what is read was deleted, where nobody says so. */
  private static final long LOOKING_MILLIS = 1000;

  private static final long GATHERING_NANOS = 20_000;

  private final Connections connections;
  private final Settlement settlement;
  private final Consumption options;
  private final BlockingQueue<Incoming> inbox = new ArrayBlockingQueue<>(READ_AHEAD + 2);
  private final OpenDeliveries open = new OpenDeliveries();
  private final Backlog backlog;
  private volatile @Nullable QueueReader reader;
  private final Outage outage;
  private Optional<Retries> retries = Optional.empty();
  private Map<String, Object> arguments;
  private long unconfirmedTag;
  private long unconfirmed;

  RabbitSubscription(
      Connections connections,
      Settlement settlement,
      SubscribeRequest request,
      Deliveries deliveries) {
    super(request, request.name(), deliveries);
    this.connections = connections;
    this.settlement = settlement;
    this.options = Consumption.of(request.settings());
    this.arguments = options.arguments();
    this.backlog = new Backlog(connections);
    this.outage = new Outage(deliveries);
  }

  @Override
  protected void consume() throws InterruptedException {
    while (live()) {
      BrokerException loss;
      try {
        QueueReader opened = attach();
        retries = Optional.empty();
        outage.over();
        Optional<BrokerException> lost = read(opened);
        if (lost.isEmpty()) {
          return;
        }
        loss = lost.get();
      } catch (IOException | TimeoutException | ShutdownSignalException failed) {
        // The first time it is the user who decides what to do.
        boolean again = retries.isPresent() || outage.under() || Failures.isLoss(failed);
        loss = explained(failed);
        boolean elsewhere = cluster() && Failures.isWithoutReplica(failed);
        if (!live() || !(elsewhere || (hasJoined() && again))) {
          throw loss;
        }
      } catch (BrokerException refused) {
        if (!gone()) {
          throw refused;
        }
        if (!hasJoined()) {
          throw connections.missing(address());
        }
        loss = refused;
      }
      LOG.info("{} lost its connection", name(), loss);
      if (!mayTryAgain(loss)) {
        throw loss;
      }
      awaitEnd(cluster() && !gone() ? Retries.PAUSE : Outage.PAUSE);
    }
  }

  /** Whether what it reads was deleted, and is not back yet. */
  private boolean gone() {
    QueueReader current = reader;
    return current != null && current.isDeleted();
  }

  private boolean cluster() {
    return connections.endpoint().isCluster();
  }

  private boolean mayTryAgain(BrokerException loss) {
    if (gone()) {
      return outage.mayEnd(String.valueOf(loss.getMessage()));
    }
    if (cluster()) {
      retries = retries.or(() -> Optional.of(new Retries()));
      return !retries.get().over();
    }
    return connections.mayComeBack() && outage.mayEnd(String.valueOf(loss.getMessage()));
  }

  private QueueReader attach() throws IOException, TimeoutException, InterruptedException {
    if (!arguments.isEmpty()) {
      connections.product().need("--from");
    }
    QueueReader opened =
        QueueReader.open(connections.endpoint(), name(), address(), options, inbox);
    QueueReader before = reader;
    reader = opened;
    // What waits for the user has gone back to the queue, and comes again under another number.
    open.clear();
    unconfirmed = 0;
    if (before == null) {
      settlement.joined(this);
    } else {
      before.cut();
    }
    opened.start(arguments);
    joined();
    return opened;
  }

  /**
   * Reads until it is no longer live.
   *
   * @return why the connection was lost, if another one may be tried
   */
  private Optional<BrokerException> read(QueueReader from)
      throws IOException, InterruptedException {
    while (live()) {
      if (paused()) {
        acknowledge(from);
        from.cancel();
        awaitResumed();
        if (live()) {
          from.start(arguments);
        }
        continue;
      }
      Incoming next = inbox.poll();
      if (next == null && unconfirmed > 0) {
        // To be woken by each message of a flood costs more than to handle it. They gather for a
        // moment, and one acknowledgement does for all.
        LockSupport.parkNanos(GATHERING_NANOS);
        next = inbox.poll();
      }
      if (next == null) {
        acknowledge(from);
        next = inbox.poll(LOOKING_MILLIS, TimeUnit.MILLISECONDS);
        if (next == null) {
          look(from);
          continue;
        }
      }
      if (next.from() != null && next.from() != from) {
        continue;
      }
      BrokerException ended = next.ended();
      if (ended != null) {
        if (next.lost() || from.isDeleted()) {
          return Optional.of(ended);
        }
        throw ended;
      }
      if (next.envelope() != null) {
        deliver(from, next);
      }
    }
    if (!killed()) {
      acknowledge(from);
    }
    return Optional.empty();
  }

  /** Whoever deletes something does not always say so to those who read it. */
  private void look(QueueReader from) throws InterruptedException {
    try {
      from.look(connections);
    } catch (IOException | AlreadyClosedException | BrokerException ended) {
      LOG.debug("{}: the end of its channel says why", name(), ended);
    }
  }

  private void deliver(QueueReader from, Incoming incoming)
      throws IOException, InterruptedException {
    Envelope envelope = incoming.place();
    AMQP.BasicProperties properties = Expirations.received(incoming.with(), connections.product());
    Message message = Messages.message(address(envelope), envelope, properties, incoming.body());
    boolean again = envelope.isRedeliver();
    if (!again) {
      Deaths.record(connections, name(), from.queue(), envelope, incoming.with());
    }
    record(again ? Kind.REDELIVERED : Kind.DELIVERED, message);
    Messages.streamOffset(properties).ifPresent(this::goOnAfter);
    long number = count();
    if (options.manual()) {
      open.add(number, from, envelope.getDeliveryTag(), message);
    }
    deliveries().delivered(new Delivery(message, number, again, options.manual()));
    if (request().delay().isPresent()) {
      awaitEnd(request().delay().get());
    }
    if (killed() || options.manual()) {
      return;
    }
    if (options.acknowledgesNothing()) {
      from.settled(1);
    } else if (options.fails(number)) {
      acknowledge(from);
      from.reject(envelope.getDeliveryTag(), options.requeue());
      settled(from, options.requeue() ? Kind.REQUEUED : Kind.REJECTED, message);
    } else {
      unconfirmedTag = envelope.getDeliveryTag();
      unconfirmed++;
      if (request().delay().isPresent() || unconfirmed >= options.batch()) {
        acknowledge(from);
      }
    }
  }

  /** A stream keeps what was read: only its reader knows where to go on. */
  private void goOnAfter(long offset) {
    arguments = Map.of(Consumption.STREAM_OFFSET, offset + 1);
  }

  private Address address(Envelope envelope) {
    return Messages.isExchange(address())
        ? new Address.Exchange(envelope.getExchange(), envelope.getRoutingKey())
        : address();
  }

  /** Everything that was delivered so far; on the subscription's thread. */
  private void acknowledge(QueueReader from) throws IOException {
    if (unconfirmed > 0) {
      from.acknowledgeAll(unconfirmedTag);
      connections
          .traffic()
          .record(
              Kind.ACKNOWLEDGED,
              address(),
              name(),
              Optional.empty(),
              Optional.empty(),
              unconfirmed);
      from.settled(unconfirmed);
      unconfirmed = 0;
      settlement.moved();
    }
  }

  private void settled(QueueReader from, Kind how, Message message) {
    record(how, message);
    from.settled(1);
    settlement.moved();
  }

  private void record(Kind kind, Message message) {
    connections
        .traffic()
        .record(
            kind,
            message.destination(),
            name(),
            Optional.empty(),
            Messages.id(message),
            message.header(Messages.CORRELATION),
            1);
  }

  @Override
  public List<Long> open() {
    return open.numbers();
  }

  @Override
  public void acknowledge(long number) {
    decide(number, Kind.ACKNOWLEDGED, found -> found.reader().acknowledge(found.tag()));
  }

  @Override
  public void reject(long number, boolean requeue) {
    decide(
        number,
        requeue ? Kind.REQUEUED : Kind.REJECTED,
        found -> found.reader().reject(found.tag(), requeue));
  }

  private void decide(long number, Kind kind, Decision decision) {
    if (!options.manual()) {
      throw new BrokerException(name() + " acknowledges by itself", "subscribe with --ack manual");
    }
    OpenDeliveries.Open found = open.take(name(), number);
    try {
      decision.send(found);
    } catch (IOException | AlreadyClosedException lost) {
      throw explained(lost);
    }
    settled(found.reader(), kind, found.message());
  }

  /** Where what it reads is kept. */
  String queue() {
    QueueReader current = reader;
    return current == null ? "" : current.queue();
  }

  /** Delivered here and not done with, without what waits for the user. */
  long held() {
    QueueReader current = reader;
    return current == null || gone() ? 0 : current.unsettled() - open.count();
  }

  /** How many wait in the queue. */
  long waiting() throws InterruptedException {
    QueueReader current = reader;
    if (current == null || gone()) {
      return 0;
    }
    if (!current.isOpen()) {
      // Its own thread tells if it cannot come back.
      return live() && (cluster() || connections.mayComeBack()) ? backlog.unknown() : 0;
    }
    return backlog.ask(current);
  }

  long lastWaiting() {
    return backlog.last();
  }

  @Override
  protected void leave(boolean abruptly) {
    QueueReader current = reader;
    if (current != null) {
      if (abruptly) {
        if (killed()) {
          new Departure(connections, current.queue()).of(current);
        } else {
          current.cut();
        }
      } else {
        current.close();
      }
    }
    inbox.clear();
    open.clear();
    settlement.left(this);
  }

  @Override
  public Optional<String> group() {
    return Optional.empty();
  }

  @Override
  protected void wake() {
    if (!inbox.offer(Incoming.WAKE)) {
      LOG.debug("{} has much to do and will look by itself", name());
    }
  }

  @Override
  protected boolean isWakened(Throwable thrown) {
    return thrown instanceof InterruptedException || (!live() && thrown instanceof IOException);
  }

  @Override
  protected BrokerException explained(Throwable failed) {
    return Failures.explained(failed, connections.endpoint());
  }

  @FunctionalInterface
  private interface Decision {
    void send(OpenDeliveries.Open found) throws IOException;
  }
}
