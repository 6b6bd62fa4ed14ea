package dev.parley.brokers.kafka;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Position;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.PullResult;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.testing.Inbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A server and a client of it for the tests of one class, with short words for what they do. */
final class RunningKafka implements AutoCloseable {
  final BrokerProvider provider = Kafka.kind().provider().get();
  final Server server;
  final Traffic traffic = new Traffic(10_000, () -> "test");
  final Broker broker;
  private final String names = UUID.randomUUID().toString().substring(0, 8);
  private final AtomicLong numbers = new AtomicLong();
  private final boolean ours;

  RunningKafka(Path state) throws InterruptedException {
    server = provider.start(Settings.NONE, new Environment(state, failure -> {}));
    ours = true;
    broker = provider.connect(server.endpoint(), Settings.NONE, traffic);
  }

  /** A client of a server that goes on when this is closed. */
  RunningKafka(Server server) {
    this.server = server;
    ours = false;
    broker = provider.connect(server.endpoint(), Settings.NONE, traffic);
  }

  /** {@code --name value}, in pairs; a flag's value is {@code true}. */
  static Settings settings(String... pairs) {
    Map<String, List<String>> values = new TreeMap<>();
    for (int at = 0; at < pairs.length; at += 2) {
      values.computeIfAbsent(pairs[at], key -> new ArrayList<>()).add(pairs[at + 1]);
    }
    return new Settings(values);
  }

  /** A topic of its own for a test. */
  Address.Topic topic(String... settings) throws InterruptedException {
    Address.Topic topic = new Address.Topic("topic-" + names + "-" + numbers.incrementAndGet());
    broker.create(topic, settings(settings));
    return topic;
  }

  static Message message(Address address, String payload) {
    return Message.of(address, Bytes.utf8(payload));
  }

  static Message keyed(Address address, String key, String payload, Header... headers) {
    return new Message(
        address,
        Optional.of(Bytes.utf8(key)),
        List.of(headers),
        Optional.of(Bytes.utf8(payload)),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  static Message tombstone(Address address, String key) {
    return new Message(
        address,
        Optional.of(Bytes.utf8(key)),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  static Message to(int partition, Address address, String payload) {
    return new Message(
        address,
        Optional.empty(),
        List.of(),
        Optional.of(Bytes.utf8(payload)),
        Optional.empty(),
        Optional.empty(),
        Map.of("partition", Integer.toString(partition)));
  }

  /** Publishes, waits for all, and gives their places. */
  List<Position> publish(Message... messages) throws InterruptedException {
    return publish(Settings.NONE, messages);
  }

  List<Position> publish(Settings settings, Message... messages) throws InterruptedException {
    List<Position> positions = new ArrayList<>();
    List<RuntimeException> failures = new ArrayList<>();
    try (Publisher publisher = broker.publisher(settings)) {
      for (Message message : messages) {
        publisher.send(
            message,
            receipt -> {
              if (receipt instanceof Receipt.Confirmed confirmed) {
                confirmed.position().ifPresent(positions::add);
              } else if (receipt instanceof Receipt.Refused refused) {
                failures.add(refused.failure());
              }
            });
      }
      publisher.commit();
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    return positions;
  }

  List<Position> publish(Address address, String... payloads) throws InterruptedException {
    return publish(
        Arrays.stream(payloads).map(text -> message(address, text)).toArray(Message[]::new));
  }

  Subscription subscribe(Address address, String name, Inbox inbox, String... settings)
      throws InterruptedException {
    return broker.subscribe(
        new SubscribeRequest(address, name, Optional.empty(), settings(settings)), inbox);
  }

  Subscription slow(Address address, String name, Duration delay, Inbox inbox, String... settings)
      throws InterruptedException {
    return broker.subscribe(
        new SubscribeRequest(address, name, Optional.of(delay), settings(settings)), inbox);
  }

  List<Message> pull(Address address, String... settings) throws InterruptedException {
    List<Message> messages = new ArrayList<>();
    pull(address, Long.MAX_VALUE, Optional.empty(), messages, settings);
    return messages;
  }

  PullResult pull(
      Address address,
      long count,
      Optional<Duration> timeout,
      List<Message> messages,
      String... settings)
      throws InterruptedException {
    return broker.pull(
        new PullRequest(address, count, timeout, false, settings(settings)), messages::add);
  }

  static List<String> payloads(List<Message> messages) {
    return messages.stream()
        .map(message -> message.payload().map(Bytes::toString).orElse("(none)"))
        .toList();
  }

  /** Every message of this client's is where it belongs. */
  void settle() throws InterruptedException {
    if (!broker.awaitSettled(Duration.ofSeconds(15))) {
      throw new AssertionError("not settled: " + broker.unsettled());
    }
  }

  @Override
  public void close() {
    broker.close();
    if (ours) {
      server.close();
    }
  }
}
