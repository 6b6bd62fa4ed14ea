package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Message;
import dev.parley.brokers.MessageSink;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.PullResult;
import dev.parley.brokers.Traffic.Kind;
import dev.parley.brokers.support.Moment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One reading of a stream, which keeps what was read. The protocol does not say where a stream
 * ends: its last chunk is read before, and the number of the last message there is the end.
 */
final class StreamPull {
  private static final String PARTY = "pull";
  private static final int PREFETCH = 250;
  private static final int SINGLE = 100;

  /** Acknowledged together: then the broker sends more. */
  private static final int BATCH = PREFETCH / 2;

  /** How soon a stream that holds anything sends something. */
  private static final Duration FIRST = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The least number that is a time: milliseconds of the year 1973. Below, it is an offset. */
  private static final long FIRST_TIME = 100_000_000_000L;

  private final Connections connections;
  private final PullRequest request;
  private final String from;
  private long messages;
  private long payloadBytes;
  private long begin;
  private long last;

  StreamPull(Connections connections, PullRequest request) {
    this.connections = connections;
    this.request = request;
    this.from =
        request
            .settings()
            .text("from")
            .orElseThrow(
                () ->
                    new BrokerException(
                        request.address().text() + " is a stream, and no group reads on in it",
                        "--from earliest, or an offset"));
  }

  PullResult run(MessageSink sink) throws InterruptedException {
    try {
      long end = end();
      OptionalLong until = until(end);
      boolean waits = request.timeout().isPresent();
      Place place = place(end);
      begin = System.nanoTime();
      last = begin;
      long stop = until.orElse(waits ? Long.MAX_VALUE : end);
      boolean reached = place.first() >= stop || read(place, stop, sink);
      if (messages > SINGLE) {
        record(Optional.empty(), Optional.empty(), messages - SINGLE);
      }
      return new PullResult(
          messages,
          payloadBytes,
          Duration.ofNanos(last - begin),
          request.count() == Long.MAX_VALUE
              || messages >= request.count()
              || (until.isPresent() && reached));
    } catch (IOException | TimeoutException lost) {
      throw Failures.explained(lost, connections.endpoint());
    }
  }

  /**
   * Where to begin.
   *
   * @param first the number of the first message that is wanted
   * @param argument in RabbitMQ's words
   */
  private record Place(long first, Object argument) {
    static Place at(long offset) {
      return new Place(offset, offset);
    }
  }

  private Place place(long end) {
    if (from.equals("earliest")) {
      return new Place(0, "first");
    }
    if (from.equals("latest")) {
      return Place.at(end);
    }
    if (from.matches("-\\d{1,18}")) {
      return Place.at(Math.max(0, end - Long.parseLong(from.substring(1))));
    }
    if (from.matches("\\d{1,18}")) {
      long number = Long.parseLong(from);
      return number < FIRST_TIME ? Place.at(number) : since(Instant.ofEpochMilli(number));
    }
    return since(
        Moment.parse(from)
            .orElseThrow(
                () ->
                    BrokerException.notUnderstood(
                        "--from takes earliest, latest, an offset or a time, not " + from,
                        "a time is written 2026-11-24T10:00:00Z, or 10m for ten minutes ago; -5 is"
                            + " the newest five")));
  }

  /** From the chunk that holds it on: the messages themselves have no times of the broker's. */
  private static Place since(Instant time) {
    return new Place(0, Date.from(time));
  }

  private OptionalLong until(long end) {
    Optional<String> until = request.settings().text("until");
    if (until.isEmpty()) {
      return OptionalLong.empty();
    }
    if (until.get().equals("latest")) {
      return OptionalLong.of(end);
    }
    if (!until.get().matches("\\d{1,18}") || Long.parseLong(until.get()) >= FIRST_TIME) {
      throw BrokerException.notUnderstood(
          "--until takes latest or an offset in a stream, not " + until.get(),
          "the messages of a stream have no times of the broker's");
    }
    long offset = Long.parseLong(until.get());
    return OptionalLong.of(request.timeout().isPresent() ? offset : Math.min(offset, end));
  }

  /** Behind the last message that is there; 0 if there is none. */
  private long end() throws IOException, TimeoutException, InterruptedException {
    QueueReader reader = started("last");
    BlockingQueue<Incoming> inbox = reader.inbox();
    try {
      long end = 0;
      Incoming next = inbox.poll(FIRST.toMillis(), TimeUnit.MILLISECONDS);
      while (next != null) {
        end = offset(next) + 1;
        if (inbox.isEmpty()) {
          reader.acknowledgeAll(next.place().getDeliveryTag());
          // What the acknowledgement makes it send arrives before the answer.
          reader.ask(connections);
        }
        next = inbox.poll();
      }
      return end;
    } finally {
      reader.close();
    }
  }

  /** Reads from a place on, at a node with a replica of the stream; it is closed by the caller. */
  private QueueReader started(Object place)
      throws IOException, TimeoutException, InterruptedException {
    Retries retries = new Retries();
    while (true) {
      QueueReader reader = open();
      try {
        reader.start(Map.of(Consumption.STREAM_OFFSET, place));
        return reader;
      } catch (IOException refused) {
        reader.close();
        if (!connections.endpoint().isCluster()
            || !Failures.isWithoutReplica(refused)
            || retries.over()) {
          throw refused;
        }
        TimeUnit.MILLISECONDS.sleep(Retries.PAUSE.toMillis());
      } catch (RuntimeException | Error failed) {
        reader.close();
        throw failed;
      }
    }
  }

  private QueueReader open() throws IOException, TimeoutException {
    return QueueReader.open(
        connections.endpoint(),
        PARTY,
        request.address(),
        new Consumption(PREFETCH, "auto", 0, false, false, Map.of()),
        new ArrayBlockingQueue<>(PREFETCH + 2));
  }

  private static long offset(Incoming incoming) {
    BrokerException ended = incoming.ended();
    if (ended != null) {
      throw ended;
    }
    return Messages.streamOffset(incoming.with()).orElse(0L);
  }

  /** Whether it read up to the place where it is to stop. */
  private boolean read(Place place, long stop, MessageSink sink)
      throws IOException, TimeoutException, InterruptedException {
    QueueReader reader = started(place.argument());
    BlockingQueue<Incoming> inbox = reader.inbox();
    try {
      long deadline = begin + request.timeout().orElse(PATIENCE).toNanos();
      long unconfirmed = 0;
      while (messages < request.count()) {
        Incoming next = inbox.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null && request.timeout().isPresent()) {
          return false;
        } else if (next == null) {
          throw new BrokerException("rabbit sends no more of " + request.address().text(), "");
        }
        long offset = offset(next);
        if (offset >= stop) {
          return true;
        }
        if (offset >= place.first()) {
          take(next, sink);
        }
        if (++unconfirmed == BATCH) {
          reader.acknowledgeAll(next.place().getDeliveryTag());
          unconfirmed = 0;
        }
        if (offset == stop - 1) {
          return true;
        }
        if (request.timeout().isEmpty()) {
          deadline = System.nanoTime() + PATIENCE.toNanos();
        }
      }
      return false;
    } finally {
      reader.close();
    }
  }

  private void take(Incoming next, MessageSink sink) throws InterruptedException {
    Message message = Messages.message(request.address(), next.place(), next.with(), next.body());
    if (!request.wants(message)) {
      return;
    }
    if (!request.countOnly()) {
      sink.accept(message);
    }
    last = System.nanoTime();
    messages++;
    payloadBytes += next.body().length();
    if (messages <= SINGLE) {
      record(Messages.id(message), message.header(Messages.CORRELATION), 1);
    }
  }

  private void record(Optional<String> id, Optional<String> correlation, long count) {
    connections
        .traffic()
        .record(Kind.DELIVERED, request.address(), PARTY, Optional.empty(), id, correlation, count);
  }
}
