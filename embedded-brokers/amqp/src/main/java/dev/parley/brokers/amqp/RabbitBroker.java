package dev.parley.brokers.amqp;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Deliveries;
import dev.parley.brokers.Losses;
import dev.parley.brokers.Message;
import dev.parley.brokers.MessageSink;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.PullResult;
import dev.parley.brokers.RedriveRequest;
import dev.parley.brokers.RedriveSink;
import dev.parley.brokers.Settings;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.Table;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.support.BackgroundSubscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A client of one broker, or of one cluster of them, that speaks AMQP 0-9-1. */
final class RabbitBroker implements Broker {
  private final Connections connections;
  private final Settlement settlement = new Settlement();
  private final Topology topology;
  private final Requests requests;
  private final List<BackgroundSubscription> subscriptions = new ArrayList<>();
  private boolean closed;

  private RabbitBroker(Connections connections) {
    this.connections = connections;
    this.topology = new Topology(connections);
    this.requests = new Requests(connections, settlement);
  }

  /**
   * @param management where the broker is ours and can be looked into
   */
  static RabbitBroker connect(Endpoint endpoint, Optional<Management> management, Traffic traffic) {
    return new RabbitBroker(new Connections(endpoint, management, traffic));
  }

  @Override
  public String system() {
    return "rabbit";
  }

  @Override
  public boolean create(Address address, Settings settings) throws InterruptedException {
    return topology.create(address, settings);
  }

  @Override
  public boolean exists(Address address) throws InterruptedException {
    boolean there = topology.exists(address);
    if (there) {
      topology.used(address);
    }
    return there;
  }

  @Override
  public void delete(Address address) throws InterruptedException {
    topology.delete(address);
  }

  @Override
  public Table list() throws InterruptedException {
    return new Descriptions(connections, topology).list();
  }

  @Override
  public Optional<String> unlisted() {
    return connections.management().isPresent()
        ? Optional.empty()
        : Optional.of(
            "AMQP cannot list: shown is what was created or used from here; describe rabbit:NAME"
                + " looks for a queue, rabbit:NAME/ for an exchange, rabbitmqctl list_queues on"
                + " the server shows all");
  }

  @Override
  public List<Table> describe(Address address) throws InterruptedException {
    observe();
    return new Descriptions(connections, topology).of(address);
  }

  @Override
  public void bind(Address from, Address to, Settings settings) throws InterruptedException {
    topology.bind(from, to, settings);
  }

  @Override
  public OptionalLong purge(Address address) throws InterruptedException {
    return topology.purge(address);
  }

  @Override
  public long redrive(RedriveRequest request, RedriveSink sink) throws InterruptedException {
    return new Redrive(connections, settlement, request).run(sink);
  }

  @Override
  public String validate() throws InterruptedException {
    connections.shared();
    return connections.product().toString();
  }

  /** AMQP has none: who reads the same queue shares the work. */
  @Override
  public List<String> groups() {
    return List.of();
  }

  @Override
  public Publisher publisher(Settings settings) {
    return new RabbitPublisher(connections, settlement, settings);
  }

  @Override
  public Subscription subscribe(SubscribeRequest request, Deliveries deliveries)
      throws InterruptedException {
    RabbitSubscription subscription =
        new RabbitSubscription(connections, settlement, request, deliveries);
    synchronized (subscriptions) {
      if (closed) {
        throw Connections.closed();
      }
      subscriptions.removeIf(BackgroundSubscription::over);
      subscriptions.add(subscription);
    }
    subscription.begin();
    topology.used(
        Messages.isExchange(request.address())
            ? request.address()
            : Messages.address(subscription.queue()));
    return subscription;
  }

  @Override
  public Optional<Message> adapted(Message message, Address to, Losses losses) {
    return message.destination().system().equals(system())
        ? Optional.of(Messages.withoutPlace(message).to(to))
        : Foreign.message(message, to, losses);
  }

  /** A queue gives each message to one reader; an exchange gives each subscription its copies. */
  @Override
  public boolean retains(Address address) throws InterruptedException {
    return Messages.isExchange(address) || topology.isStream(Messages.queue(address));
  }

  @Override
  public PullResult pull(PullRequest request, MessageSink sink) throws InterruptedException {
    boolean places = request.settings().has("from") || request.settings().has("until");
    if (places && topology.isStream(Messages.queue(request.address()))) {
      return new StreamPull(connections, request).run(sink);
    }
    if (places) {
      throw new BrokerException(
          request.address().text() + " is a queue, which has no places to begin or end at",
          "--from and --until are for streams: create rabbit:NAME --stream");
    }
    return new Pull(connections, request).run(sink);
  }

  @Override
  public Message request(Message request, Settings settings, Duration timeout)
      throws InterruptedException, TimeoutException {
    return requests.request(request, settings, timeout);
  }

  @Override
  public Subscription reply(SubscribeRequest request, Function<Message, Bytes> answer)
      throws InterruptedException {
    return subscribe(
        new SubscribeRequest(
            request.address(), request.name(), Optional.empty(), request.settings()),
        requests.answering(answer, request.delay()));
  }

  @Override
  public boolean awaitSettled(Duration timeout) throws InterruptedException {
    boolean settled = settlement.await(timeout.toNanos());
    observe();
    return settled;
  }

  /** What expired, where the broker counts it; each server's count is told once. */
  @Override
  public void observe() {
    connections
        .management()
        .map(Management::newlyExpired)
        .orElseGet(Map::of)
        .forEach(
            (queue, count) ->
                connections
                    .traffic()
                    .record(
                        Traffic.Kind.EXPIRED,
                        Messages.address(queue),
                        "broker",
                        Optional.empty(),
                        Optional.empty(),
                        count));
  }

  @Override
  public List<String> unsettled() {
    return settlement.outstanding();
  }

  @Override
  public void close() {
    List<BackgroundSubscription> open;
    synchronized (subscriptions) {
      closed = true;
      open = new ArrayList<>(subscriptions);
      subscriptions.clear();
    }
    // All are told first, so that together they take no longer than one.
    open.forEach(BackgroundSubscription::closing);
    open.forEach(BackgroundSubscription::close);
    requests.close();
    connections.close();
  }
}
