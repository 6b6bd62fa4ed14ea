package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Deliveries;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Traffic.Kind;
import java.io.IOException;
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

/**
 * Question and answer: the request says where the answer goes and by which id it is known. RabbitMQ
 * has an address for answers that needs no queue; elsewhere it is a queue of this connection's own.
 */
final class Requests implements AutoCloseable {
  private static final String DIRECT = "amq.rabbitmq.reply-to";
  private static final String PARTY = "request";

  private final Connections connections;
  private final Settlement settlement;
  private final Map<String, CompletableFuture<Message>> expected = new ConcurrentHashMap<>();
  private Optional<Replies> replies = Optional.empty();

  Requests(Connections connections, Settlement settlement) {
    this.connections = connections;
    this.settlement = settlement;
  }

  Message request(Message request, Settings settings, Duration timeout)
      throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + timeout.toNanos();
    Replies reader = replies();
    String correlation =
        settings
            .text("correlation")
            .or(() -> request.header(Messages.CORRELATION))
            .orElseGet(() -> UUID.randomUUID().toString().substring(0, 8));
    CompletableFuture<Message> answer = new CompletableFuture<>();
    if (expected.putIfAbsent(correlation, answer) != null) {
      throw new BrokerException(
          "a request with the correlation id " + correlation + " is under way", "take another");
    }
    try {
      Channel channel = reader.channel();
      try {
        Message addressed = addressed(request, correlation, Optional.of(reader.queue()));
        send(addressed, settings, () -> channel, false);
        return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      } finally {
        abandon(channel);
      }
    } catch (ExecutionException failed) {
      throw Failures.explained(failed.getCause(), connections.endpoint());
    } finally {
      expected.remove(correlation);
    }
  }

  private static void abandon(Channel channel) {
    try {
      channel.abort();
    } catch (IOException | RuntimeException gone) {
      // Then there is nothing left to give back.
    }
  }

  private static Message addressed(Message message, String correlation, Optional<String> replies) {
    List<Header> headers = new ArrayList<>();
    for (Header header : message.headers()) {
      if (!Messages.isShownAsHeader(header.name()) || header.type().isPresent()) {
        headers.add(header);
      }
    }
    headers.add(Header.of(Messages.CORRELATION, correlation));
    replies.ifPresent(queue -> headers.add(Header.of(Messages.REPLY_TO, queue)));
    return new Message(
        message.destination(),
        message.key(),
        headers,
        message.payload(),
        message.timestamp(),
        Optional.empty(),
        message.properties());
  }

  /** Sends one message and waits until the broker has it. */
  private void send(
      Message message,
      Settings settings,
      RabbitPublisher.ChannelSource channels,
      boolean ownChannel)
      throws InterruptedException {
    CompletableFuture<Receipt> stored = new CompletableFuture<>();
    try (RabbitPublisher publisher =
        new RabbitPublisher(connections, settlement, settings, channels, ownChannel)) {
      publisher.send(message, stored::complete);
      publisher.flush();
      Receipt receipt = stored.get();
      if (receipt instanceof Receipt.Refused refused) {
        throw refused.failure();
      }
      if (receipt instanceof Receipt.Returned) {
        throw new BrokerException(
            "nobody reads " + message.destination().text() + ": no queue is there",
            "create " + message.destination().text());
      }
    } catch (ExecutionException failed) {
      throw Failures.explained(failed.getCause(), connections.endpoint());
    }
  }

  private Replies replies() throws InterruptedException {
    synchronized (this) {
      if (replies.filter(reader -> reader.link().isOpen()).isPresent()) {
        return replies.get();
      }
    }
    boolean direct = !connections.product().qpid();
    Link link = Link.open(connections.endpoint(), "replies");
    Replies opened =
        Calls.interruptibly(
            connections.endpoint(),
            () -> {
              Channel channel = link.openChannel();
              String queue =
                  direct
                      ? DIRECT
                      : channel
                          .queueDeclare("replies-" + UUID.randomUUID(), false, true, true, Map.of())
                          .getQueue();
              return new Replies(link, queue, direct, channel);
            },
            link::cut);
    if (!direct) {
      Calls.interruptibly(
          connections.endpoint(), () -> consume(opened.first(), opened.queue()), link::cut);
    }
    synchronized (this) {
      replies.ifPresent(Replies::close);
      replies = Optional.of(opened);
    }
    return opened;
  }

  private String consume(Channel channel, String queue) throws IOException {
    return channel.basicConsume(
        queue,
        true,
        new DefaultConsumer(channel) {
          @Override
          public void handleDelivery(
              String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
            answered(Messages.message(Messages.address(queue), envelope, properties, body));
          }
        });
  }

  private void answered(Message answer) {
    Optional<String> correlation = answer.header(Messages.CORRELATION);
    correlation
        .flatMap(id -> Optional.ofNullable(expected.get(id)))
        .ifPresent(
            asked -> {
              connections
                  .traffic()
                  .record(
                      Kind.ANSWERED, answer.destination(), PARTY, Optional.empty(), correlation, 1);
              asked.complete(answer);
            });
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
        Optional<String> correlation = request.header(Messages.CORRELATION);
        Optional<String> queue = request.header(Messages.REPLY_TO);
        if (correlation.isEmpty() || queue.isEmpty()) {
          return;
        }
        if (delay.isPresent()) {
          TimeUnit.NANOSECONDS.sleep(delay.get().toNanos());
        }
        Message reply = Message.of(Messages.address(queue.get()), answer.apply(request));
        try {
          send(
              addressed(reply, correlation.get(), Optional.empty()),
              Settings.NONE,
              connections::channel,
              true);
        } catch (BrokerException gone) {
          // Whoever asked has left; the next one is answered all the same.
          org.slf4j.LoggerFactory.getLogger(Requests.class).info("No one for an answer", gone);
        }
      }

      @Override
      public void failed(String reason) {
        // The subscription tells it.
      }
    };
  }

  @Override
  public void close() {
    synchronized (this) {
      replies.ifPresent(Replies::close);
      replies = Optional.empty();
    }
  }

  /** Where answers arrive. */
  private final class Replies {
    private final Link link;
    private final String queue;
    private final boolean direct;
    private final Channel first;

    Replies(Link link, String queue, boolean direct, Channel first) {
      this.link = link;
      this.queue = queue;
      this.direct = direct;
      this.first = first;
    }

    Link link() {
      return link;
    }

    String queue() {
      return queue;
    }

    Channel first() {
      return first;
    }

    /** To ask on; where answers come without a queue, they come to the channel that asked. */
    Channel channel() throws InterruptedException {
      return Calls.interruptibly(
          connections.endpoint(),
          () -> {
            Channel channel = link.openChannel();
            if (direct) {
              consume(channel, DIRECT);
            }
            return channel;
          },
          link::cut);
    }

    void close() {
      link.close();
    }
  }
}
