package dev.parley.brokers.amqp;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.PullResult;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.Settings;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.testing.Inbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A client of a server for the tests of one class, with short words for what it does. */
final class RunningRabbit implements AutoCloseable {
  final BrokerProvider provider;
  final String endpoint;
  final Traffic traffic = new Traffic(10_000, () -> "test");
  final Broker broker;

  RunningRabbit(BrokerProvider provider, String endpoint) {
    this.provider = provider;
    this.endpoint = endpoint;
    this.broker = provider.connect(endpoint, Settings.NONE, traffic);
  }

  /** {@code --name value}, in pairs; a flag's value is {@code true}. */
  static Settings settings(String... pairs) {
    Map<String, List<String>> values = new TreeMap<>();
    for (int at = 0; at < pairs.length; at += 2) {
      values.computeIfAbsent(pairs[at], key -> new ArrayList<>()).add(pairs[at + 1]);
    }
    return new Settings(values);
  }

  static Address.Queue queueOf(String name) {
    return new Address.Queue("rabbit", name);
  }

  private static String unique(String what) {
    return what + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** A queue of its own for a test. */
  Address.Queue queue(String... settings) throws InterruptedException {
    Address.Queue queue = queueOf(unique("queue"));
    broker.create(queue, settings(settings));
    return queue;
  }

  /** An exchange of its own for a test. */
  String exchange(String... settings) throws InterruptedException {
    String exchange = unique("exchange");
    broker.create(new Address.Exchange(exchange, ""), settings(settings));
    return exchange;
  }

  Address.Queue bound(String exchange, String key, String... settings) throws InterruptedException {
    Address.Queue queue = queue();
    broker.bind(new Address.Exchange(exchange, key), queue, settings(settings));
    return queue;
  }

  static Message message(Address address, String payload, Header... headers) {
    return new Message(
        address,
        Optional.empty(),
        List.of(headers),
        Optional.of(Bytes.utf8(payload)),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  /** Publishes, waits for all, and gives what became of them. */
  List<Receipt> publish(Settings settings, Message... messages) throws InterruptedException {
    List<Receipt> receipts = Collections.synchronizedList(new ArrayList<>());
    try (Publisher publisher = broker.publisher(settings)) {
      for (Message message : messages) {
        publisher.send(message, receipts::add);
      }
      publisher.flush();
    }
    return receipts;
  }

  /** Publishes what has to be confirmed. */
  void publish(Address address, String... payloads) throws InterruptedException {
    List<Receipt> receipts =
        publish(
            Settings.NONE,
            Arrays.stream(payloads).map(text -> message(address, text)).toArray(Message[]::new));
    for (Receipt receipt : receipts) {
      if (!(receipt instanceof Receipt.Confirmed)) {
        throw new AssertionError(receipt.toString());
      }
    }
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

  /** Waits for so many. */
  List<String> awaited(Address address, int count) throws InterruptedException {
    List<Message> messages = new ArrayList<>();
    pull(address, count, Optional.of(Duration.ofSeconds(10)), messages);
    return payloads(messages);
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
  }
}
