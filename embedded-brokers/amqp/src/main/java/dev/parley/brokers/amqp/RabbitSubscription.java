package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Deliveries;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Message;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Traffic.Kind;
import dev.parley.brokers.support.BackgroundSubscription;
import dev.parley.brokers.support.OpenNumbers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer with a connection of its own, which can die alone. The client's thread puts what
 * arrives into a queue, which the prefetch bounds; the subscription's thread hands it on.
 */
final class RabbitSubscription extends BackgroundSubscription {
  private static final Logger LOG = LoggerFactory.getLogger(RabbitSubscription.class);
  private static final Duration NOTICED = Duration.ofSeconds(1);

  /** Without acknowledgements nothing but this bounds what is read ahead. */
  private static final int READ_AHEAD = 10_000;

  private final Connections connections;
  private final Settlement settlement;
  private final Consumption options;
  private final BlockingQueue<Incoming> inbox = new LinkedBlockingQueue<>(READ_AHEAD + 2);

  /** Numbers of deliveries that wait for the user, with what the broker calls them. */
  private final ConcurrentSkipListMap<Long, Opened> open = new ConcurrentSkipListMap<>();

  private final AtomicLong received = new AtomicLong();
  private final AtomicLong settled = new AtomicLong();
  private volatile @Nullable Link link;
  private volatile @Nullable Channel channel;
  private volatile String queue = "";
  private volatile long lastWaiting;
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
  }

  @Override
  protected void consume() throws InterruptedException {
    try {
      consumeChecked();
    } catch (IOException | TimeoutException failed) {
      throw explained(failed);
    }
  }

  private void consumeChecked() throws IOException, TimeoutException, InterruptedException {
    Link opened = Link.connected(connections.endpoint(), name());
    link = opened;
    Channel on = opened.openChannel();
    channel = on;
    on.addShutdownListener(cause -> ended(cause));
    if (!options.acknowledgesNothing()) {
      on.basicQos(options.prefetch());
    }
    queue = queue(on);
    settlement.joined(this);
    String tag = start(on);
    joined();
    while (live()) {
      if (paused()) {
        acknowledge(on);
        on.basicCancel(tag);
        awaitResumed();
        if (live()) {
          tag = start(on);
        }
        continue;
      }
      Incoming next = inbox.poll();
      if (next == null) {
        acknowledge(on);
        next = inbox.take();
      }
      if (next.ended() != null) {
        throw next.ended();
      }
      if (next.envelope() != null) {
        deliver(on, next);
      }
    }
    if (!killed()) {
      acknowledge(on);
    }
  }

  /** The queue that is read: the one named, or one of its own that the exchange fills. */
  private String queue(Channel on) throws IOException {
    Address address = address();
    if (!Messages.isExchange(address)) {
      return Messages.queue(address);
    }
    Address.Exchange exchange = (Address.Exchange) address;
    String own = name() + "-" + UUID.randomUUID().toString().substring(0, 8);
    on.queueDeclare(own, false, true, true, Map.of());
    on.queueBind(own, exchange.exchange(), exchange.key());
    if (exchange.key().isEmpty()) {
      // No pattern is every pattern, where the exchange has patterns.
      on.queueBind(own, exchange.exchange(), "#");
    }
    return own;
  }

  private String start(Channel on) throws IOException {
    try {
      return on.basicConsume(
          queue,
          options.acknowledgesNothing(),
          "",
          false,
          options.exclusive(),
          Map.of(),
          new DefaultConsumer(on) {
            @Override
            public void handleDelivery(
                String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
              received.incrementAndGet();
              put(new Incoming(envelope, properties, Bytes.wrap(body), null));
            }

            @Override
            public void handleCancel(String tag) {
              put(
                  Incoming.ended(
                      new BrokerException(address().text() + " was deleted", "create it again")));
            }
          });
    } catch (IOException refused) {
      if (Failures.isCode(refused, AMQP.NOT_FOUND)) {
        throw Failures.missing(address());
      }
      throw refused;
    }
  }

  private void put(Incoming incoming) {
    try {
      inbox.put(incoming);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private void ended(ShutdownSignalException cause) {
    if (live()) {
      BrokerException reason =
          Failures.isCode(cause, AMQP.NOT_FOUND)
              ? new BrokerException(address().text() + " was deleted", "create it again")
              : explained(cause);
      if (!inbox.offer(Incoming.ended(reason))) {
        LOG.warn("{} ends late", name(), cause);
      }
    }
  }

  private void deliver(Channel on, Incoming incoming) throws IOException, InterruptedException {
    Envelope envelope = incoming.from();
    AMQP.BasicProperties properties = Expirations.received(incoming.with(), connections.product());
    Message message = Messages.message(address(envelope), envelope, properties, incoming.body());
    boolean again = envelope.isRedeliver();
    record(again ? Kind.REDELIVERED : Kind.DELIVERED, message);
    if (!again) {
      Deaths.record(connections.traffic(), name(), incoming.with());
    }
    long number = count();
    if (options.manual()) {
      open.put(number, new Opened(envelope.getDeliveryTag(), message));
    }
    deliveries().delivered(new Delivery(message, number, again, options.manual()));
    if (request().delay().isPresent()) {
      awaitEnd(request().delay().get());
    }
    if (killed() || options.manual()) {
      return;
    }
    if (options.acknowledgesNothing()) {
      settled.incrementAndGet();
    } else if (options.fails(number)) {
      acknowledge(on);
      on.basicNack(envelope.getDeliveryTag(), false, options.requeue());
      settled(options.requeue() ? Kind.REQUEUED : Kind.REJECTED, message);
    } else {
      unconfirmedTag = envelope.getDeliveryTag();
      unconfirmed++;
      if (request().delay().isPresent() || unconfirmed >= options.batch()) {
        acknowledge(on);
      }
    }
  }

  private Address address(Envelope envelope) {
    return Messages.isExchange(address())
        ? new Address.Exchange(envelope.getExchange(), envelope.getRoutingKey())
        : address();
  }

  /** Everything that was delivered so far; on the subscription's thread. */
  private void acknowledge(Channel on) throws IOException {
    if (unconfirmed > 0) {
      on.basicAck(unconfirmedTag, true);
      connections
          .traffic()
          .record(
              Kind.ACKNOWLEDGED,
              address(),
              name(),
              Optional.empty(),
              Optional.empty(),
              unconfirmed);
      settled.addAndGet(unconfirmed);
      unconfirmed = 0;
      settlement.moved();
    }
  }

  private void settled(Kind how, Message message) {
    record(how, message);
    settled.incrementAndGet();
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
            message.header(Messages.CORRELATION),
            1);
  }

  @Override
  public List<Long> open() {
    return List.copyOf(open.keySet());
  }

  @Override
  public void acknowledge(long number) throws InterruptedException {
    Opened found = take(number);
    decide(found, Kind.ACKNOWLEDGED, on -> on.basicAck(found.tag(), false));
  }

  @Override
  public void reject(long number, boolean requeue) throws InterruptedException {
    Opened found = take(number);
    decide(
        found,
        requeue ? Kind.REQUEUED : Kind.REJECTED,
        on -> on.basicNack(found.tag(), false, requeue));
  }

  private Opened take(long number) {
    if (!options.manual()) {
      throw new BrokerException(name() + " acknowledges by itself", "subscribe with --ack manual");
    }
    Opened found = open.remove(number);
    if (found == null) {
      throw OpenNumbers.missing(name(), number, open.keySet());
    }
    return found;
  }

  private void decide(Opened found, Kind kind, Decision decision) {
    Channel on = channel;
    try {
      if (on == null) {
        throw new BrokerException(name() + " has ended", "subscribe again");
      }
      decision.send(on);
    } catch (IOException | AlreadyClosedException lost) {
      throw explained(lost);
    }
    settled(kind, found.message());
  }

  /** Where what it reads is kept. */
  String queue() {
    return queue;
  }

  /** Delivered here and not done with, without what waits for the user. */
  long held() {
    return received.get() - settled.get() - open.size();
  }

  /**
   * How many wait in the queue. The question goes the same way as the deliveries: whatever the
   * broker sent before it answered has arrived when this returns.
   */
  long waiting() throws InterruptedException {
    Channel on = channel;
    if (on == null || !on.isOpen()) {
      return 0;
    }
    try {
      long before = received.get();
      // First, so that the broker has everything that was acknowledged and given back.
      ask(on);
      Optional<Long> ready = ready();
      AMQP.Queue.DeclareOk answer = ask(on);
      // Qpid counts what is delivered and not acknowledged, too.
      long mine = connections.product().qpid() ? received.get() - settled.get() : 0;
      long counted = ready.orElse(Math.max(0, answer.getMessageCount() - mine));
      // What arrived meanwhile may have been given back meanwhile.
      lastWaiting = received.get() == before ? counted : Math.max(1, counted);
      return lastWaiting;
    } catch (IOException | AlreadyClosedException | BrokerException over) {
      // Its own thread tells why it ended.
      return 0;
    }
  }

  private Optional<Long> ready() {
    return connections
        .management()
        .flatMap(
            management ->
                management.queues().stream().filter(view -> view.name().equals(queue)).findFirst())
        .map(Management.QueueView::ready);
  }

  private AMQP.Queue.DeclareOk ask(Channel on) throws IOException, InterruptedException {
    return (AMQP.Queue.DeclareOk)
        connections
            .answer(
                on.asyncCompletableRpc(
                    new AMQP.Queue.Declare.Builder().queue(queue).passive().build()))
            .getMethod();
  }

  long lastWaiting() {
    return lastWaiting;
  }

  @Override
  protected void leave(boolean abruptly) {
    Link opened = link;
    if (opened != null) {
      if (abruptly) {
        Optional<Integer> before = consumers();
        opened.cut();
        awaitNoticed(before);
      } else {
        opened.close();
      }
    }
    open.clear();
    settlement.left(this);
  }

  private Optional<Integer> consumers() {
    try {
      return killed()
          ? connections.lookUp(queue).map(AMQP.Queue.DeclareOk::getConsumerCount)
          : Optional.empty();
    } catch (BrokerException | InterruptedException unknown) {
      return Optional.empty();
    }
  }

  /** The broker gives back what a dead consumer had when it notices, which is soon. */
  private void awaitNoticed(Optional<Integer> before) {
    long deadline = System.nanoTime() + NOTICED.toNanos();
    while (before.isPresent() && System.nanoTime() < deadline) {
      Optional<Integer> now = consumers();
      if (now.isEmpty() || now.get() < before.get()) {
        return;
      }
    }
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

  private record Opened(long tag, Message message) {}

  @FunctionalInterface
  private interface Decision {
    void send(Channel channel) throws IOException;
  }

  /** A message, the end, or neither: then something else is to be looked at. */
  private record Incoming(
      @Nullable Envelope envelope,
      AMQP.@Nullable BasicProperties properties,
      @Nullable Bytes payload,
      @Nullable BrokerException ended) {
    private static final Incoming WAKE = new Incoming(null, null, null, null);

    static Incoming ended(BrokerException reason) {
      return new Incoming(null, null, null, reason);
    }

    Envelope from() {
      return Objects.requireNonNull(envelope);
    }

    AMQP.BasicProperties with() {
      return Objects.requireNonNull(properties);
    }

    byte[] body() {
      return Objects.requireNonNull(payload).unwrap();
    }
  }
}
