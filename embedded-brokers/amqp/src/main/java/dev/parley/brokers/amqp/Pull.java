package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.GetResponse;
import dev.parley.brokers.Message;
import dev.parley.brokers.MessageSink;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.PullResult;
import dev.parley.brokers.Traffic.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One reading of a queue. What the sink took is acknowledged; a peek puts everything back. What is
 * not wanted is held until the reading is over, so that it does not come twice, and goes back then.
 */
final class Pull {
  private static final String PARTY = "pull";
  private static final long ASKING_MILLIS = 20;
  private static final int SINGLE = 100;

  /**
   * Acknowledged together. To a quorum queue each message that was fetched is a consumer of its
   * own, and RabbitMQ forwards 32 acknowledgements at once; it keeps the rest back, and with the
   * channel they would be gone ({@code rabbit_fifo_client}, soft limit).
   */
  private static final int BATCH = 25;

  private final Connections connections;
  private final PullRequest request;
  private final boolean peek;
  private long messages;
  private long payloadBytes;
  private long firstGet;
  private long lastMessage;
  private long unconfirmed;
  private long lastTag;
  private long bulk;
  private long held;

  Pull(Connections connections, PullRequest request) {
    this.connections = connections;
    this.request = request;
    this.peek = request.settings().has("peek");
  }

  PullResult run(MessageSink sink) throws InterruptedException {
    String queue = Messages.queue(request.address());
    long there =
        connections.lookUp(queue).map(AMQP.Queue.DeclareOk::getMessageCount).orElse(0).longValue();
    // Asked once at least: of a stream it is not known at once what is there, and it refuses.
    long most = request.timeout().isPresent() ? Long.MAX_VALUE : Math.max(1, there);
    long deadline = System.nanoTime() + request.timeout().orElse(Duration.ZERO).toNanos();
    try (Getter getter = new Getter(connections, request.address())) {
      firstGet = System.nanoTime();
      lastMessage = firstGet;
      try {
        read(getter, most, deadline, sink);
      } finally {
        acknowledge(getter, sink);
        tell();
      }
    }
    return new PullResult(
        messages,
        payloadBytes,
        Duration.ofNanos(lastMessage - firstGet),
        request.count() == Long.MAX_VALUE || messages >= request.count());
  }

  private void read(Getter getter, long most, long deadline, MessageSink sink)
      throws InterruptedException {
    while (messages < request.count() && messages + held < most) {
      Optional<GetResponse> next = getter.next();
      if (next.isPresent()) {
        take(getter, next.get(), sink);
        // Once something is held, no acknowledgement can do for all before it.
        if (unconfirmed >= BATCH || held > 0) {
          acknowledge(getter, sink);
        }
      } else if (request.timeout().isEmpty() || System.nanoTime() >= deadline) {
        return;
      } else {
        acknowledge(getter, sink);
        // The protocol has no way to be told of an arrival but to consume.
        TimeUnit.MILLISECONDS.sleep(ASKING_MILLIS);
      }
    }
  }

  private void take(Getter getter, GetResponse got, MessageSink sink) throws InterruptedException {
    Message message =
        Messages.message(request.address(), got.getEnvelope(), got.getProps(), got.getBody());
    lastMessage = System.nanoTime();
    if (!request.wants(message)) {
      acknowledge(getter, sink);
      held++;
      return;
    }
    if (!request.countOnly()) {
      sink.accept(message);
    }
    lastMessage = System.nanoTime();
    messages++;
    payloadBytes += got.getBody().length;
    lastTag = got.getEnvelope().getDeliveryTag();
    unconfirmed++;
    if (messages <= SINGLE) {
      boolean again = got.getEnvelope().isRedeliver();
      if (!again) {
        Deaths.record(connections, PARTY, getter.queue(), got.getEnvelope(), got.getProps());
      }
      record(
          again ? Kind.REDELIVERED : Kind.DELIVERED,
          Messages.id(message),
          message.header(Messages.CORRELATION),
          1);
    } else {
      bulk++;
    }
  }

  private void acknowledge(Getter getter, MessageSink sink) throws InterruptedException {
    if (unconfirmed > 0 && !peek) {
      sink.settle();
      getter.acknowledge(lastTag, held == 0);
      record(Kind.ACKNOWLEDGED, unconfirmed);
      unconfirmed = 0;
    }
  }

  private void tell() {
    if (bulk > 0) {
      record(Kind.DELIVERED, bulk);
    }
    long back = held + (peek ? messages : 0);
    if (back > 0) {
      record(Kind.REQUEUED, back);
    }
  }

  private void record(Kind kind, long count) {
    record(kind, Optional.empty(), Optional.empty(), count);
  }

  private void record(Kind kind, Optional<String> id, Optional<String> correlation, long count) {
    connections
        .traffic()
        .record(kind, request.address(), PARTY, Optional.empty(), id, correlation, count);
  }
}
