package dev.parley.brokers.sqs;

import dev.parley.brokers.MessageSink;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.PullResult;
import dev.parley.brokers.Traffic.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Takes what a queue holds: receives until an answer is empty. Messages are deleted after the sink
 * took them; with {@code --peek} they are made visible again in the end, and so are those that are
 * not wanted. While messages of a group of a FIFO queue are looked at, SQS gives nobody the later
 * ones: a peek ends there.
 */
final class Pull {
  /** One short poll asks some of the servers of AWS only, a long one asks all. */
  private static final Duration ASKS_ALL = Duration.ofSeconds(1);

  /** Told one by one; the rest together. */
  private static final int SINGLE = 100;

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Session session;
  private final PullRequest request;
  private final Receiver receiver;
  private final DeliveryLog log;
  private final boolean peek;

  /** What goes back in the end, by its id: a message whose time was over comes again. */
  private final Map<String, Incoming> held = new LinkedHashMap<>();

  private long count;
  private long unwanted;
  private long bytes;
  private long deleted;

  Pull(Session session, PullRequest request) {
    this.session = session;
    this.request = request;
    this.receiver = Receiver.of(session, request.address(), request.settings());
    this.log = new DeliveryLog(session, "pull", Kind.DELIVERED);
    this.peek = request.settings().has("peek");
  }

  PullResult run(MessageSink sink) throws InterruptedException {
    session.queues().check(receiver.queue());
    long begin = System.nanoTime();
    long last = begin;
    Optional<Long> deadline = request.timeout().map(time -> begin + time.toNanos());
    try {
      while (count < request.count()) {
        List<Incoming> received = receiver.receive(most(), wait(deadline));
        List<Incoming> messages = fresh(received);
        if (!messages.isEmpty()) {
          last = System.nanoTime();
          take(messages, sink);
        } else if (deadline.isEmpty() || deadline.get() <= System.nanoTime()) {
          break;
        } else if (wait(deadline).isZero()) {
          // SQS counts in whole seconds: the rest of the last one is waited for here.
          TimeUnit.NANOSECONDS.sleep(
              Math.max(1, Math.min(PAUSE.toNanos(), deadline.get() - System.nanoTime())));
        }
      }
    } finally {
      giveBack();
      tell();
    }
    return new PullResult(
        count,
        bytes,
        Duration.ofNanos(last - begin),
        request.timeout().isEmpty() || count == request.count(),
        unwanted > 0 && Queues.fifo(receiver.queue())
            ? Optional.of(
                "sqs gives out nothing of a group while one of its messages is held: those behind"
                    + " one that did not match may not have been looked at")
            : Optional.empty());
  }

  private int most() {
    return request.where().isPresent()
        ? Receiver.MOST
        : (int) Math.min(Receiver.MOST, request.count() - count);
  }

  /** Those that were not received before. */
  private List<Incoming> fresh(List<Incoming> received) {
    return received.stream()
        .filter(message -> held.computeIfPresent(message.id(), (id, before) -> message) == null)
        .toList();
  }

  private Duration wait(Optional<Long> deadline) {
    if (deadline.isEmpty()) {
      return session.connection().answersTheDead() ? Duration.ZERO : ASKS_ALL;
    }
    Duration left = Duration.ofNanos(Math.max(0, deadline.get() - System.nanoTime()));
    Duration most = receiver.poll();
    return left.compareTo(most) > 0 ? most : Duration.ofSeconds(left.toSeconds());
  }

  private void take(List<Incoming> messages, MessageSink sink) throws InterruptedException {
    List<Incoming> taken = new ArrayList<>();
    messages.forEach(this::hold);
    try {
      for (Incoming message : messages) {
        if (count < request.count()) {
          if (request.wants(message.message())) {
            take(message, sink);
            taken.add(message);
          } else {
            unwanted++;
          }
        }
      }
    } finally {
      if (!peek && !taken.isEmpty()) {
        uninterrupted(
            () -> {
              sink.settle();
              taken.forEach(message -> held.remove(message.id()));
              delete(taken);
            });
      }
    }
  }

  private void hold(Incoming message) {
    held.put(message.id(), message);
  }

  private void take(Incoming message, MessageSink sink) throws InterruptedException {
    if (!request.countOnly()) {
      sink.accept(message.message());
    }
    count++;
    bytes += message.message().payload().orElseThrow().length();
    if (count <= SINGLE) {
      log.delivered(message);
    }
  }

  private void delete(List<Incoming> taken) throws InterruptedException {
    for (Incoming message : receiver.delete(taken)) {
      session.settlement().settled(receiver.queue(), message.id());
      deleted++;
    }
  }

  private void giveBack() throws InterruptedException {
    if (!held.isEmpty()) {
      uninterrupted(() -> receiver.show(List.copyOf(held.values())));
    }
  }

  private void tell() {
    record(Kind.DELIVERED, count - SINGLE);
    record(Kind.ACKNOWLEDGED, deleted);
    record(Kind.REQUEUED, unwanted + (peek ? count : 0));
  }

  private void record(Kind kind, long messages) {
    if (messages > 0) {
      session
          .traffic()
          .record(kind, request.address(), "pull", Optional.empty(), Optional.empty(), messages);
    }
  }

  /** What the user has seen is settled, even if the user has had enough. */
  private static void uninterrupted(Step step) throws InterruptedException {
    boolean interrupted = Thread.interrupted();
    try {
      step.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws InterruptedException;
  }
}
