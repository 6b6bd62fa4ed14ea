package dev.parley.brokers.sqs;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Deliveries;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.Settings;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Traffic.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Question and answer over two queues: the request says in its attributes where the answer goes and
 * by which id it is known. Answers come to a queue of this client's own, deleted when it closes.
 */
final class Requests implements AutoCloseable {
  static final String CORRELATION = "correlation-id";
  static final String REPLY_TO = "reply-to";

  /** What the names of queues for answers begin with. */
  static final String REPLIES = "parley-replies-";

  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

  private final Session session;
  private final Map<String, CompletableFuture<Message>> expected = new ConcurrentHashMap<>();
  private Optional<QueueSubscription> reader = Optional.empty();

  Requests(Session session) {
    this.session = session;
  }

  Message request(Message request, Settings settings, Duration timeout)
      throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + timeout.toNanos();
    // Before a queue for answers is made: a request that cannot be sent needs none.
    Outgoing.of(request, settings);
    session.queues().check(Queues.name(request.destination()));
    String replies = Queues.name(reader().address());
    String correlation =
        request.header(CORRELATION).orElseGet(() -> UUID.randomUUID().toString().substring(0, 8));
    CompletableFuture<Message> answer = new CompletableFuture<>();
    expected.put(correlation, answer);
    try {
      send(addressed(request, correlation, Optional.of(replies)), settings);
      return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw session.connection().explained(failed);
    } finally {
      expected.remove(correlation);
    }
  }

  private static Message addressed(Message message, String correlation, Optional<String> replies) {
    List<Header> headers = new ArrayList<>(message.headers());
    if (message.header(CORRELATION).isEmpty()) {
      headers.add(Header.of(CORRELATION, correlation));
    }
    replies.ifPresent(
        queue -> {
          headers.removeIf(header -> header.name().equals(REPLY_TO));
          headers.add(Header.of(REPLY_TO, queue));
        });
    return new Message(
        message.destination(),
        message.key(),
        headers,
        message.payload(),
        message.timestamp(),
        Optional.empty(),
        message.properties());
  }

  /** Sends one message and waits until it is stored. */
  private void send(Message message, Settings settings) throws InterruptedException {
    List<Receipt> receipts = new ArrayList<>();
    try (SqsPublisher publisher = new SqsPublisher(session, settings)) {
      publisher.send(message, receipts::add);
      publisher.flush();
    }
    if (receipts.get(0) instanceof Receipt.Refused refused) {
      throw refused.failure();
    }
  }

  private synchronized QueueSubscription reader() throws InterruptedException {
    if (reader.isEmpty() || reader.get().over()) {
      String queue = REPLIES + UUID.randomUUID();
      session.queues().create(queue, Settings.NONE);
      SubscribeRequest request =
          new SubscribeRequest(
              new Address.Queue("sqs", queue), "requester", Optional.empty(), Settings.NONE);
      QueueSubscription made =
          new QueueSubscription(
              session,
              request,
              new DeliveryLog(session, "requester", Kind.ANSWERED),
              answers(),
              false);
      reader = Optional.of(made);
      made.begin();
    }
    return reader.get();
  }

  private Deliveries answers() {
    return new Deliveries() {
      @Override
      public void delivered(Delivery delivery) {
        Message answer = delivery.message();
        answer
            .header(CORRELATION)
            .flatMap(id -> Optional.ofNullable(expected.get(id)))
            .ifPresent(waiting -> waiting.complete(answer));
      }

      @Override
      public void failed(String reason) {
        BrokerException failure = new BrokerException(reason, "start sqs");
        expected.values().forEach(waiting -> waiting.completeExceptionally(failure));
      }
    };
  }

  /**
   * A listener that answers every request, and has the answer stored before it goes on.
   *
   * @param delay how long it works on each before it answers
   */
  Deliveries answering(Function<Message, Bytes> answer, Optional<Duration> delay) {
    return new Deliveries() {
      @Override
      public void delivered(Delivery delivery) throws InterruptedException {
        Message request = delivery.message();
        Optional<String> correlation = request.header(CORRELATION);
        Optional<String> replies = request.header(REPLY_TO);
        if (correlation.isEmpty() || replies.isEmpty()) {
          return;
        }
        if (delay.isPresent()) {
          TimeUnit.NANOSECONDS.sleep(delay.get().toNanos());
        }
        Message reply = Message.of(new Address.Queue("sqs", replies.get()), answer.apply(request));
        try {
          send(addressed(reply, correlation.get(), Optional.empty()), Settings.NONE);
        } catch (BrokerException gone) {
          // Whoever asked does not wait any more; the others still do.
          LOG.warn("An answer could not be sent", gone);
        }
      }

      @Override
      public void failed(String reason) {
        // The subscription tells it.
      }
    };
  }

  @Override
  public synchronized void close() {
    BrokerException over = new BrokerException("the connection to sqs is closed", "start sqs");
    expected.values().forEach(waiting -> waiting.completeExceptionally(over));
    reader.ifPresent(
        reading -> {
          reading.close();
          try {
            session.queues().delete(Queues.name(reading.address()));
          } catch (BrokerException gone) {
            LOG.debug("The server went first", gone);
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
        });
    reader = Optional.empty();
  }

  /** Begins to close, without waiting for it. */
  synchronized void closing() {
    reader.ifPresent(QueueSubscription::closing);
  }
}
