package dev.parley.commands;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** Requests whose answers are awaited in the background: each appears when it comes. */
public final class Requests implements AutoCloseable {
  static final String CORRELATION = "correlation-id";
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final LiveFeed feed;
  private final List<Pending> pending = new ArrayList<>();

  Requests(LiveFeed feed) {
    this.feed = feed;
  }

  private record Pending(Address destination, Thread thread) {}

  /** Sends a request and returns its correlation id at once. */
  public String ask(Broker broker, Message request, Settings settings) {
    Optional<String> given = request.header(CORRELATION);
    String correlation = given.orElseGet(() -> UUID.randomUUID().toString().substring(0, 8));
    List<Header> headers = new ArrayList<>(request.headers());
    if (given.isEmpty()) {
      headers.add(Header.of(CORRELATION, correlation));
    }
    Message sent =
        new Message(
            request.destination(),
            request.key(),
            headers,
            request.payload(),
            request.timestamp(),
            request.position(),
            request.properties());
    Thread thread =
        new Thread(() -> answer(broker, sent, settings), "parley-request-" + correlation);
    thread.setDaemon(true);
    synchronized (this) {
      pending.add(new Pending(request.destination(), thread));
    }
    thread.start();
    return correlation;
  }

  private void answer(Broker broker, Message request, Settings settings) {
    try {
      feed.message(
          "answer", Delivery.settled(broker.request(request, settings, PATIENCE), 1, false));
    } catch (TimeoutException | BrokerException e) {
      feed.notice("answer", "none came: " + e.getMessage());
    } catch (InterruptedException closing) {
      // Nobody waits for the answer any more.
    } finally {
      synchronized (this) {
        pending.removeIf(one -> one.thread() == Thread.currentThread());
        notifyAll();
      }
    }
  }

  /**
   * Waits until no request is open at a destination that somebody here answers.
   *
   * @return false if the time ran out first
   */
  synchronized boolean await(List<Address> answered, Duration timeout) throws InterruptedException {
    long until = System.nanoTime() + timeout.toNanos();
    while (pending.stream().anyMatch(one -> answered.contains(one.destination()))) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  @Override
  public synchronized void close() {
    pending.forEach(one -> one.thread().interrupt());
  }
}
