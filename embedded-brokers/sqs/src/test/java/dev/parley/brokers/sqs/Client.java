package dev.parley.brokers.sqs;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A client for the tests of one class, with short words for what it does. */
final class Client implements AutoCloseable {
  final Traffic traffic = new Traffic(10_000, () -> "test");
  final Broker broker;

  Client(String endpoint) {
    broker = Sqs.kind().provider().get().connect(endpoint, Settings.NONE, traffic);
  }

  /** {@code --name value}, in pairs; a flag's value is {@code true}. */
  static Settings settings(String... pairs) {
    Map<String, List<String>> values = new TreeMap<>();
    for (int at = 0; at < pairs.length; at += 2) {
      values.computeIfAbsent(pairs[at], key -> new ArrayList<>()).add(pairs[at + 1]);
    }
    return new Settings(values);
  }

  /** A queue of its own for a test. */
  Address.Queue queue(String... settings) throws InterruptedException {
    return made("test-" + UUID.randomUUID().toString().substring(0, 13), settings);
  }

  Address.Queue fifo(String... settings) throws InterruptedException {
    return made("test-" + UUID.randomUUID().toString().substring(0, 13) + ".fifo", settings);
  }

  private Address.Queue made(String name, String... settings) throws InterruptedException {
    Address.Queue queue = new Address.Queue("sqs", name);
    broker.create(queue, settings(settings));
    return queue;
  }

  static Message message(Address address, Bytes payload, Header... headers) {
    return new Message(
        address,
        Optional.empty(),
        List.of(headers),
        Optional.of(payload),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  static Message keyed(Address address, String key, String payload) {
    return new Message(
        address,
        Optional.of(Bytes.utf8(key)),
        List.of(),
        Optional.of(Bytes.utf8(payload)),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  /** Publishes, waits for all, and gives their ids. */
  List<String> publish(Settings settings, Message... messages) throws InterruptedException {
    List<String> ids = new ArrayList<>();
    List<RuntimeException> failures = new ArrayList<>();
    try (Publisher publisher = broker.publisher(settings)) {
      for (Message message : messages) {
        publisher.send(
            message,
            receipt -> {
              if (receipt instanceof Receipt.Confirmed confirmed) {
                ids.add(confirmed.id().orElseThrow());
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
    return ids;
  }

  /** Sends them, and gives what was sent otherwise. */
  Map<String, Long> changes(Message... messages) throws InterruptedException {
    try (Publisher publisher = broker.publisher(Settings.NONE)) {
      for (Message message : messages) {
        publisher.send(message, receipt -> assertInstanceOf(Receipt.Confirmed.class, receipt));
      }
      publisher.commit();
      return publisher.changes();
    }
  }

  List<String> publish(Address address, String... payloads) throws InterruptedException {
    return publish(
        Settings.NONE,
        Arrays.stream(payloads)
            .map(text -> message(address, Bytes.utf8(text)))
            .toArray(Message[]::new));
  }

  Subscription subscribe(Address address, String name, Inbox inbox, String... settings)
      throws InterruptedException {
    return broker.subscribe(
        new SubscribeRequest(address, name, Optional.empty(), settings(settings)), inbox);
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
    if (!broker.awaitSettled(Duration.ofSeconds(20))) {
      throw new AssertionError("not settled: " + broker.unsettled());
    }
  }

  @Override
  public void close() {
    broker.close();
  }
}
