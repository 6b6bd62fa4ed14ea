package dev.parley.brokers.kafka;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Deliveries;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Question and answer over two topics: the request says in its headers where the answer goes and by
 * which id it is known.
 */
final class Requests implements AutoCloseable {
  static final String CORRELATION = "correlation-id";
  static final String REPLY_TO = "reply-to";
  private static final String REPLIES = ".replies";

  private final Session session;
  private final Producers producers;
  private final Map<String, ReplyReader> readers = new HashMap<>();

  Requests(Session session, Producers producers) {
    this.session = session;
    this.producers = producers;
  }

  Message request(Message request, Settings settings, Duration timeout)
      throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + timeout.toNanos();
    String replies = Records.topic(request.destination()) + REPLIES;
    ReplyReader reader = reader(replies);
    String correlation =
        request.header(CORRELATION).orElseGet(() -> UUID.randomUUID().toString().substring(0, 8));
    CompletableFuture<Message> answer = reader.expect(correlation);
    try {
      producers.store(addressed(request, correlation, Optional.of(replies)), settings);
      return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw session.connection().explained(failed);
    } finally {
      reader.forget(correlation);
    }
  }

  private static Message addressed(Message message, String correlation, Optional<String> replies) {
    List<Header> headers = new ArrayList<>(message.headers());
    if (message.header(CORRELATION).isEmpty()) {
      headers.add(Header.of(CORRELATION, correlation));
    }
    replies.ifPresent(topic -> headers.add(Header.of(REPLY_TO, topic)));
    return new Message(
        message.destination(),
        message.key(),
        headers,
        message.payload(),
        message.timestamp(),
        Optional.empty(),
        message.properties());
  }

  private ReplyReader reader(String topic) throws InterruptedException {
    synchronized (readers) {
      ReplyReader reader = readers.get(topic);
      if (reader == null || !reader.live()) {
        session.topics().create(topic, Settings.NONE);
        reader = new ReplyReader(session, topic);
        readers.put(topic, reader);
        reader.begin();
      }
      return reader;
    }
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
        String topic = replies.get();
        session.topics().create(topic, Settings.NONE);
        Message reply =
            new Message(
                new Address.Topic(topic),
                request.key(),
                List.of(),
                Optional.of(answer.apply(request)),
                Optional.empty(),
                Optional.empty(),
                Map.of());
        producers.store(addressed(reply, correlation.get(), Optional.empty()), Settings.NONE);
      }

      @Override
      public void failed(String reason) {
        // The subscription tells it.
      }
    };
  }

  @Override
  public void close() {
    synchronized (readers) {
      readers.values().forEach(ReplyReader::close);
      readers.clear();
    }
  }

  /**
   * @throws BrokerException always
   */
  static BrokerException ended(String topic) {
    return new BrokerException("nobody reads kafka:" + topic + " any more", "start kafka");
  }
}
