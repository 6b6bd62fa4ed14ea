package dev.parley.brokers.kafka;

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
import dev.parley.brokers.Witness;
import dev.parley.brokers.support.BackgroundSubscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** A client of one Kafka cluster. */
final class KafkaBroker implements Broker {
  private final Session session;
  private final Producers producers;
  private final Requests requests;
  private final List<BackgroundSubscription> subscriptions = new ArrayList<>();
  private boolean closed;

  private KafkaBroker(Session session) {
    this.session = session;
    this.producers = new Producers(session);
    this.requests = new Requests(session, producers);
  }

  static KafkaBroker connect(String endpoint, Settings settings, Traffic traffic) {
    return new KafkaBroker(Session.of(new Connection(endpoint, settings), traffic));
  }

  @Override
  public String system() {
    return "kafka";
  }

  @Override
  public boolean create(Address address, Settings settings) throws InterruptedException {
    return session.topics().create(Records.topic(address), settings);
  }

  @Override
  public boolean exists(Address address) throws InterruptedException {
    return session.topics().exists(Records.topic(address));
  }

  @Override
  public void delete(Address address) throws InterruptedException {
    String topic = Records.topic(address);
    session.topics().delete(topic);
    session.settlement().forget(topic);
    session.redeliveries().forget(topic);
  }

  @Override
  public OptionalLong purge(Address address) throws InterruptedException {
    List<TopicPartition> partitions = session.topics().partitions(Records.topic(address));
    Map<TopicPartition, Long> first = session.topics().offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = session.topics().purge(partitions);
    session.settlement().purged(ends);
    long count = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      count += end.getValue() - first.getOrDefault(end.getKey(), end.getValue());
    }
    return OptionalLong.of(count);
  }

  @Override
  public Table seek(Address address, Settings settings) throws InterruptedException {
    return new Seek(session, address, settings).run();
  }

  @Override
  public long redrive(RedriveRequest request, RedriveSink sink) throws InterruptedException {
    return new Redrive(session, producers, request, sink).run();
  }

  @Override
  public Optional<Witness> witness(Address address) throws InterruptedException {
    return Optional.of(LogWitness.of(session, Records.topic(address)));
  }

  @Override
  public String validate() throws InterruptedException {
    return new Identity(session.connection()).text();
  }

  @Override
  public Table list() throws InterruptedException {
    return session.topics().list();
  }

  @Override
  public List<Table> describe(Address address) throws InterruptedException {
    return new Descriptions(session.topics(), session.groups()).of(Records.topic(address));
  }

  @Override
  public List<String> groups() throws InterruptedException {
    return session.groups().names();
  }

  @Override
  public Publisher publisher(Settings settings) throws InterruptedException {
    return producers.publisher(settings);
  }

  @Override
  public Subscription subscribe(SubscribeRequest request, Deliveries deliveries)
      throws InterruptedException {
    String group = request.settings().text("group").orElse(request.name());
    FailingOnPurpose failing = new FailingOnPurpose(session, producers, request.settings());
    boolean shared = request.settings().has("share");
    if (!shared && request.settings().text("ack").filter("manual"::equals).isPresent()) {
      throw new BrokerException(
          "a consumer group commits how far it is, not single messages",
          "--ack manual goes with --share");
    }
    BackgroundSubscription subscription =
        shared
            ? new ShareSubscription(session, request, group, deliveries, failing)
            : new GroupSubscription(
                session,
                request,
                group,
                GroupSubscription.properties(session, request, group),
                deliveries,
                failing);
    synchronized (subscriptions) {
      if (closed) {
        throw new BrokerException("the connection to kafka is closed", "start kafka");
      }
      subscriptions.removeIf(BackgroundSubscription::over);
      subscriptions.add(subscription);
    }
    subscription.begin();
    return subscription;
  }

  @Override
  public Optional<Message> adapted(Message message, Address to, Losses losses) {
    return Optional.of(
        message.destination().system().equals(system())
            ? message.to(to)
            : Foreign.message(message, to, losses));
  }

  @Override
  public boolean retains(Address address) {
    return true;
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
    // A question that was asked before there was anybody to answer it is answered, too.
    Settings settings = request.settings().orDefault("from", "earliest");
    return subscribe(
        new SubscribeRequest(request.address(), request.name(), Optional.empty(), settings),
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
    session.connection().ending();
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
    producers.close();
    session.connection().close();
  }
}
