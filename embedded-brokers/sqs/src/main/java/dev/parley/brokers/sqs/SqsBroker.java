package dev.parley.brokers.sqs;

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
import dev.parley.brokers.Traffic.Kind;
import dev.parley.brokers.support.BackgroundSubscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A client of one SQS. */
final class SqsBroker implements Broker {
  private final Session session;
  private final Requests requests;
  private final List<BackgroundSubscription> subscriptions = new ArrayList<>();
  private boolean closed;

  private SqsBroker(Session session) {
    this.session = session;
    this.requests = new Requests(session);
  }

  /**
   * @param endpoint as {@link Endpoint} says
   * @param mayComeBack whether it can answer again after it was lost
   */
  static SqsBroker connect(
      String endpoint, Settings settings, boolean mayComeBack, Traffic traffic) {
    return new SqsBroker(Session.of(new Connection(endpoint, settings, mayComeBack), traffic));
  }

  @Override
  public String system() {
    return "sqs";
  }

  @Override
  public boolean create(Address address, Settings settings) throws InterruptedException {
    return session.queues().create(Queues.name(address), settings);
  }

  @Override
  public boolean exists(Address address) throws InterruptedException {
    return session.queues().exists(Queues.name(address));
  }

  @Override
  public void delete(Address address) throws InterruptedException {
    session.queues().delete(Queues.name(address));
    session.settlement().forget(Queues.name(address));
  }

  @Override
  public Table list() throws InterruptedException {
    return session.queues().list();
  }

  @Override
  public List<Table> describe(Address address) throws InterruptedException {
    return session.queues().describe(Queues.name(address));
  }

  /** SQS does not say how many messages that were. */
  @Override
  public OptionalLong purge(Address address) throws InterruptedException {
    session.queues().purge(Queues.name(address));
    session.settlement().forget(Queues.name(address));
    return OptionalLong.empty();
  }

  @Override
  public long redrive(RedriveRequest request, RedriveSink sink) throws InterruptedException {
    return new Redrive(session, request).run(sink);
  }

  @Override
  public String validate() throws InterruptedException {
    session.connection().call(sqs -> sqs.listQueues(list -> list.maxResults(1)));
    return session.connection().product();
  }

  /** SQS has none. */
  @Override
  public List<String> groups() {
    return List.of();
  }

  @Override
  public Publisher publisher(Settings settings) {
    return new SqsPublisher(session, settings);
  }

  @Override
  public Subscription subscribe(SubscribeRequest request, Deliveries deliveries)
      throws InterruptedException {
    QueueSubscription subscription =
        new QueueSubscription(
            session,
            request,
            new DeliveryLog(session, request.name(), Kind.DELIVERED),
            deliveries,
            true);
    synchronized (subscriptions) {
      if (closed) {
        throw new BrokerException("the connection to sqs is closed", "start sqs");
      }
      subscriptions.removeIf(BackgroundSubscription::over);
      subscriptions.add(subscription);
    }
    subscription.begin();
    return subscription;
  }

  @Override
  public Optional<Message> adapted(Message message, Address to, Losses losses) {
    return message.destination().system().equals(system())
        ? Optional.of(message.to(to))
        : Foreign.message(message, to, losses);
  }

  @Override
  public PullResult pull(PullRequest request, MessageSink sink) throws InterruptedException {
    return new Pull(session, request).run(sink);
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
    return session.settlement().await(timeout.toNanos());
  }

  @Override
  public List<String> unsettled() {
    return session.settlement().outstanding();
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
    requests.closing();
    open.forEach(BackgroundSubscription::close);
    requests.close();
    session.connection().close();
  }
}
