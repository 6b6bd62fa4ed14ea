package dev.parley.commands;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Deliveries;
import dev.parley.brokers.Form;
import dev.parley.brokers.Header;
import dev.parley.brokers.Losses;
import dev.parley.brokers.Message;
import dev.parley.brokers.MessageSink;
import dev.parley.brokers.Option;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private final List<PullRequest> pulled = new ArrayList<>();
  private volatile Function<Integer, Fate> fates = n -> Fate.STORED;
  private volatile boolean silent;
  private volatile boolean empty;
  private final AtomicBoolean comesBack = new AtomicBoolean();
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
        Map.of(
            Verb.START,
            List.of(),
            Verb.PULL,
            List.of(
                Option.of("from", Option.Kind.TEXT, "PLACE", "where it begins"),
                Option.of("group", Option.Kind.GROUP, "GROUP", "as which group")),
            Verb.PUBLISH,
            List.of(
                Option.of("transaction", Option.Kind.TEXT, "ID", "all in one"),
                Option.flag("abort", "none of it in the end"))),
        readable ? List.of() : List.of("Number", "Binary"),
        List.of(),
        List.of(),
        Provider::new);
  }

  /** What is stored at a destination, payloads only. */
  List<String> at(String destination) {
    return stored.stream()
        .filter(message -> message.destination().text().equals(destination))
        .map(message -> message.payload().map(Bytes::toString).orElse("(none)"))
        .toList();
  }

  /** The headers of what is stored at a destination, one after the other. */
  List<Header> headersAt(String destination) {
    return stored.stream()
        .filter(message -> message.destination().text().equals(destination))
        .flatMap(message -> message.headers().stream())
        .toList();
  }

  /** As {@link #at}, the keys. */
  List<String> keysAt(String destination) {
    return stored.stream()
        .filter(message -> message.destination().text().equals(destination))
        .map(message -> message.key().map(Bytes::toString).orElse("(none)"))
        .toList();
  }

  /** The last pull that was asked for. */
  PullRequest pulled() {
    return pulled.get(pulled.size() - 1);
  }

  void decide(Function<Integer, Fate> fate) {
    fates = fate;
  }

  /** From now on nobody answers, or again. */
  void silent(boolean silent) {
    this.silent = silent;
  }

  /** What there was is gone; the server can be had again. */
  void lose() {
    comesBack.set(true);
    empty = true;
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
      return new FakeServer(system, new AtomicBoolean(), comesBack);
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
      empty = false;
      return true;
    }

    @Override
    public boolean exists(Address address) {
      answer();
      return !empty;
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

    /** A log when messages can be seen without taking them; else a queue. */
    @Override
    public boolean retains(Address address) {
      return readable;
    }

    /** A key is nothing that queues know. */
    @Override
    public Optional<Message> adapted(Message message, Address to, Losses losses) {
      if (readable || message.key().isEmpty()) {
        return message.payload().isEmpty() && !readable
            ? Optional.empty()
            : Optional.of(message.to(to));
      }
      losses.add("key");
      return message.payload().isEmpty()
          ? Optional.empty()
          : Optional.of(Message.of(to, message.payload().get()));
    }

    @Override
    public PullResult pull(PullRequest request, MessageSink sink) throws InterruptedException {
      answer();
      pulled.add(request);
      long count = 0;
      for (Message message : List.copyOf(stored)) {
        if (count == request.count()) {
          break;
        }
        if (message.destination().equals(request.address()) && request.wants(message)) {
          if (!request.countOnly()) {
            sink.accept(message);
          }
          count++;
          if (!readable) {
            sink.settle();
            stored.remove(message);
          }
        }
      }
      return new PullResult(count, count, Duration.ZERO, count == request.count());
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
    private final Losses changes = new Losses();

    @Override
    public void send(Message message, Outcome outcome) throws InterruptedException {
      if (!readable && message.payload().filter(Bytes.EMPTY::equals).isPresent()) {
        changes.add("empty payload as -");
      }
      outcome.done(FakeSystem.this.send(message));
    }

    @Override
    public Map<String, Long> changes() {
      return changes.counts();
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
}
