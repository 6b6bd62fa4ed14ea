package dev.parley.commands;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Deliveries;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Form;
import dev.parley.brokers.Message;
import dev.parley.brokers.MessageSink;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.PullResult;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.Table;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.Verb;
import dev.parley.brokers.Witness;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A system whose messages are kept in a list, and that fails as it is told. Its servers and clients
 * all share that list.
 */
final class FakeSystem {
  /** What becomes of the n-th message that is sent, from 1. */
  enum Fate {
    STORED,
    /** And nobody is told. */
    STORED_TWICE,
    /** Confirmed, and gone. */
    LOST,
    REFUSED,
    /** The client cannot even hand it over. */
    UNREACHABLE
  }

  private final String system;
  private final boolean readable;
  private final List<Message> stored = new ArrayList<>();
  private final List<FakeSubscription> subscriptions = new ArrayList<>();
  private volatile Function<Integer, Fate> fates = n -> Fate.STORED;
  private volatile boolean silent;
  private int sent;

  /**
   * @param readable whether messages can be seen without taking them
   */
  FakeSystem(String system, boolean readable) {
    this.system = system;
    this.readable = readable;
  }

  BrokerKind kind() {
    return new BrokerKind(
        system,
        "Fake " + system,
        Set.of(Form.EMBEDDED, Form.CONTAINER, Form.REMOTE),
        Map.of(Verb.START, List.of()),
        Provider::new);
  }

  void decide(Function<Integer, Fate> fate) {
    fates = fate;
  }

  /** From now on nobody answers, or again. */
  void silent(boolean silent) {
    this.silent = silent;
  }

  private void answer() {
    if (silent) {
      throw unreachable();
    }
  }

  private static BrokerException unreachable() {
    return BrokerException.unreachable("nobody there", "start it", new IllegalStateException());
  }

  private synchronized Receipt send(Message message) throws InterruptedException {
    answer();
    Fate fate = fates.apply(++sent);
    switch (fate) {
      case UNREACHABLE -> throw unreachable();
      case REFUSED -> {
        return new Receipt.Refused(new BrokerException("refused", "be nicer"));
      }
      case LOST -> {
        return Receipt.Confirmed.unplaced();
      }
      case STORED, STORED_TWICE -> {
        for (int i = 0; i < (fate == Fate.STORED ? 1 : 2); i++) {
          stored.add(message);
          for (FakeSubscription subscription : subscriptions) {
            subscription.deliver(message);
          }
        }
      }
    }
    return Receipt.Confirmed.unplaced();
  }

  private final class Provider implements BrokerProvider {
    @Override
    public Server start(Settings settings, Environment environment) {
      return new FakeServer();
    }

    @Override
    public Broker connect(String endpoint, Settings settings, Traffic traffic) {
      return new FakeBroker();
    }
  }

  private final class FakeBroker implements Broker {
    @Override
    public String system() {
      return system;
    }

    @Override
    public boolean create(Address address, Settings settings) {
      answer();
      return true;
    }

    @Override
    public boolean exists(Address address) {
      answer();
      return true;
    }

    @Override
    public void delete(Address address) {
      answer();
    }

    @Override
    public Table list() {
      answer();
      return new Table("destination", List.of("destination"), List.of());
    }

    @Override
    public List<Table> describe(Address address) {
      answer();
      return List.of();
    }

    @Override
    public String validate() {
      answer();
      return "Fake " + system;
    }

    @Override
    public List<String> groups() {
      return List.of();
    }

    @Override
    public Optional<Witness> witness(Address address) {
      int begin = stored.size();
      return readable
          ? Optional.of(
              sink -> {
                for (Message message : stored.subList(begin, stored.size())) {
                  sink.accept(message);
                }
              })
          : Optional.empty();
    }

    @Override
    public Publisher publisher(Settings settings) {
      return new FakePublisher();
    }

    @Override
    public Subscription subscribe(SubscribeRequest request, Deliveries deliveries) {
      FakeSubscription subscription = new FakeSubscription(request, deliveries);
      subscriptions.add(subscription);
      return subscription;
    }

    @Override
    public PullResult pull(PullRequest request, MessageSink sink) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Message request(Message request, Settings settings, Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Subscription reply(SubscribeRequest request, Function<Message, Bytes> answer) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean awaitSettled(Duration timeout) {
      return true;
    }

    @Override
    public List<String> unsettled() {
      return List.of();
    }

    @Override
    public void close() {}
  }

  private final class FakePublisher implements Publisher {
    @Override
    public void send(Message message, Outcome outcome) throws InterruptedException {
      outcome.done(FakeSystem.this.send(message));
    }

    @Override
    public void flush() {}

    @Override
    public void commit() {}

    @Override
    public void abort() {}

    @Override
    public void close() {}
  }

  private static final class FakeSubscription implements Subscription {
    private final SubscribeRequest request;
    private final Deliveries deliveries;
    private long delivered;
    private boolean closed;

    FakeSubscription(SubscribeRequest request, Deliveries deliveries) {
      this.request = request;
      this.deliveries = deliveries;
    }

    private void deliver(Message message) throws InterruptedException {
      if (!closed && message.destination().equals(request.address())) {
        deliveries.delivered(Delivery.settled(message, ++delivered, false));
      }
    }

    @Override
    public String name() {
      return request.name();
    }

    @Override
    public Address address() {
      return request.address();
    }

    @Override
    public Optional<String> group() {
      return Optional.empty();
    }

    @Override
    public long delivered() {
      return delivered;
    }

    @Override
    public Optional<String> failure() {
      return Optional.empty();
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public boolean paused() {
      return false;
    }

    @Override
    public void kill() {
      closed = true;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final class FakeServer implements Server {
    @Override
    public String system() {
      return system;
    }

    @Override
    public Form form() {
      return Form.EMBEDDED;
    }

    @Override
    public String product() {
      return "Fake " + system + " 1";
    }

    @Override
    public String endpoint() {
      return "here";
    }

    @Override
    public Instant since() {
      return Instant.now();
    }

    @Override
    public List<Node> nodes() {
      return List.of(new Node(1, "here", Node.State.UP));
    }

    @Override
    public Path data() {
      return Path.of("");
    }

    @Override
    public boolean durable() {
      return false;
    }

    @Override
    public Path log() {
      return Path.of("");
    }

    @Override
    public long diskBytes() {
      return 0;
    }

    @Override
    public int threads() {
      return 0;
    }

    @Override
    public Optional<String> failure() {
      return Optional.empty();
    }

    @Override
    public void kill(int node) {}

    @Override
    public void close() {}
  }
}
