package dev.parley.brokers.sqs;

import dev.parley.brokers.MessageSink;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.PullResult;
import dev.parley.brokers.Traffic.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Takes what a queue holds: receives until an answer is empty. Messages are deleted after the sink
 * took them; with {@code --peek} they are made visible again in the end. While messages of a group
 * of a FIFO queue are looked at, SQS gives nobody the later ones: a peek ends there.
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
  private final List<Incoming> peeked = new ArrayList<>();
  private long count;
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
        List<Incoming> messages =
            receiver.receive(
                (int) Math.min(Receiver.MOST, request.count() - count), wait(deadline));
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
        request.timeout().isEmpty() || count == request.count());
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
    boolean whole = false;
    try {
      for (Incoming message : messages) {
        if (!request.countOnly()) {
          sink.accept(message.message());
        }
        taken.add(message);
        count++;
        bytes += message.message().payload().orElseThrow().length();
        if (count <= SINGLE) {
          log.delivered(message);
        }
      }
      whole = true;
    } finally {
      List<Incoming> rest = new ArrayList<>(messages.subList(taken.size(), messages.size()));
      if (peek) {
        peeked.addAll(taken);
      } else {
        uninterrupted(() -> delete(taken));
      }
      if (!whole) {
        peeked.addAll(rest);
      }
    }
  }

  private void delete(List<Incoming> taken) throws InterruptedException {
    for (Incoming message : receiver.delete(taken)) {
      session.settlement().settled(receiver.queue(), message.id());
      deleted++;
    }
  }

  private void giveBack() throws InterruptedException {
    if (!peeked.isEmpty()) {
      uninterrupted(() -> receiver.show(peeked));
    }
  }

  private void tell() {
    record(Kind.DELIVERED, count - SINGLE);
    record(Kind.ACKNOWLEDGED, deleted);
    record(Kind.REQUEUED, peek ? count : 0);
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
