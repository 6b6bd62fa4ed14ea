package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Return;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.support.SentLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What was published on one channel and has no outcome yet. Outcomes are told in the order of
 * publishing. A message that comes back is known by its route and its payload: of several that are
 * the same, the first comes back first.
 */
final class Confirms {
  /** So many may be on their way; then whoever publishes waits. */
  static final int WINDOW = 2000;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long HASTE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Pending[] ring = new Pending[WINDOW];
  private final SentLog log;
  private final boolean returnFollows;
  private final boolean doubtful;
  private final boolean hasty;
  private boolean fruitless = true;
  private long head = 1;
  private long next = 1;
  private long progress;
  private boolean waiting;
  private boolean lost;
  private boolean over;

  /**
   * @param returnFollows whether a refusal comes before the message that comes back (Qpid), not
   *     after it
   * @param doubtful whether a refusal that comes before any confirmation is not believed
   * @param hasty whether the channel is given up when it confirms nothing for a while at first
   */
  Confirms(SentLog log, boolean returnFollows, boolean doubtful, boolean hasty) {
    this.log = log;
    this.returnFollows = returnFollows;
    this.doubtful = doubtful;
    this.hasty = hasty;
  }

  /**
   * One that is published now; waits while too many are on their way.
   *
   * @return whether it was taken; not if the channel was lost meanwhile
   */
  synchronized boolean add(Pending pending) throws InterruptedException {
    awaitAtMost(WINDOW - 1);
    if (lost) {
      return false;
    }
    ring[(int) (next++ % WINDOW)] = pending;
    return true;
  }

  /**
   * Waits until each has its outcome.
   *
   * @return whether each has; not if the channel was lost meanwhile
   */
  synchronized boolean flush() throws InterruptedException {
    awaitAtMost(0);
    return !lost || next == head;
  }

  /** The channel has gone, and those that are on their way can be sent on another one. */
  synchronized void lost() {
    lost = true;
    over = true;
    notifyAll();
  }

  /** Whether nothing has been confirmed here yet. */
  synchronized boolean fruitless() {
    return fruitless;
  }

  /** Nothing more is confirmed here. */
  synchronized boolean over() {
    return over;
  }

  /**
   * After the channel was closed: those that have no outcome, as they were before they were sent.
   * What is known of the others is told, out of order if it must be.
   */
  synchronized List<Pending> rest() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    // The channel says that it is closed a moment before it says why.
    for (long left = PATIENCE_NANOS; !over && left > 0; left = deadline - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
    List<Pending> open = new ArrayList<>();
    while (head < next) {
      Pending pending = ring[(int) (head++ % WINDOW)];
      if (pending.isOpen() && pending.returned == null) {
        open.add(pending.again());
      } else {
        tell(pending, pending.isOpen() ? pending.returned : pending.receipt);
      }
    }
    return open;
  }

  private void awaitAtMost(int most) throws InterruptedException {
    if (next - head <= most) {
      return;
    }
    long seen = progress;
    boolean stalls = hasty && fruitless;
    long deadline = System.nanoTime() + (stalls ? HASTE_NANOS : PATIENCE_NANOS);
    waiting = true;
    // Not for each one that leaves: the thread that reads confirmations has other work.
    while (next - head > most && !lost) {
      long left = deadline - System.nanoTime();
      if (left <= 0 && stalls) {
        lost();
        break;
      }
      if (left <= 0) {
        fail(
            new BrokerException("rabbit confirms nothing", "describe shows whether it is blocked"));
        break;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
      if (progress != seen) {
        seen = progress;
        stalls = false;
        deadline = System.nanoTime() + PATIENCE_NANOS;
      }
    }
    waiting = false;
  }

  synchronized void acknowledged(long tag, boolean multiple) {
    fruitless = false;
    each(
        tag,
        multiple,
        pending ->
            pending.receipt =
                pending.returned == null ? Receipt.Confirmed.unplaced() : pending.returned);
  }

  synchronized void refused(long tag, boolean multiple) {
    if (lost) {
      return;
    }
    if (doubtful && fruitless && ring[(int) (tag % WINDOW)].returned == null) {
      lost();
      return;
    }
    each(
        tag,
        multiple,
        pending -> {
          if (pending.returned != null) {
            pending.receipt = pending.returned;
          } else if (returnFollows) {
            pending.refused = true;
          } else {
            pending.receipt =
                new Receipt.Refused(
                    new BrokerException(
                        "rabbit refused the message", "describe shows whether the queue is full"));
          }
        });
  }

  private void each(long tag, boolean multiple, Consumer<Pending> settle) {
    for (long at = multiple ? head : Math.max(head, tag); at <= tag && at < next; at++) {
      Pending pending = ring[(int) (at % WINDOW)];
      if (pending.receipt == null) {
        settle.accept(pending);
      }
    }
    tell();
  }

  synchronized void returned(Return back) {
    Receipt reason =
        back.getReplyCode() == AMQP.NO_ROUTE
            ? new Receipt.Returned(back.getReplyText())
            : new Receipt.Refused(
                new BrokerException("rabbit refused: " + back.getReplyText(), ""));
    Optional<Pending> found = find(back, true).or(() -> find(back, false));
    if (found.isPresent()) {
      found.get().returned = reason;
      if (found.get().refused) {
        found.get().receipt = reason;
      }
      tell();
    }
  }

  private Optional<Pending> find(Return back, boolean refused) {
    for (long at = head; at < next; at++) {
      Pending pending = ring[(int) (at % WINDOW)];
      if (pending.refused == refused && pending.matches(back)) {
        return Optional.of(pending);
      }
    }
    return Optional.empty();
  }

  /** Nobody will ever know what became of those that are on their way. */
  synchronized void fail(BrokerException reason) {
    over = true;
    for (long at = head; at < next; at++) {
      Pending pending = ring[(int) (at % WINDOW)];
      if (pending.receipt == null) {
        pending.receipt = pending.returned == null ? new Receipt.Refused(reason) : pending.returned;
      }
    }
    tell();
    notifyAll();
  }

  private void tell() {
    while (head < next) {
      Pending pending = ring[(int) (head % WINDOW)];
      Receipt receipt = pending.receipt;
      if (receipt == null) {
        break;
      }
      head++;
      progress++;
      tell(pending, receipt);
    }
    if (waiting && (next == head || next - head < WINDOW / 2)) {
      notifyAll();
    }
  }

  /** Nobody takes it: there is no other channel for it. */
  synchronized void refuse(Pending pending, BrokerException reason) {
    tell(pending, new Receipt.Refused(reason));
  }

  private void tell(Pending pending, Receipt receipt) {
    if (receipt instanceof Receipt.Confirmed) {
      pending
          .id()
          .ifPresentOrElse(
              id -> log.confirmed(pending.destination(), id, pending.correlation()),
              () -> log.confirmed(pending.destination(), Optional.empty(), pending.correlation()));
    } else if (receipt instanceof Receipt.Returned) {
      log.returned(pending.destination(), pending.id(), pending.correlation());
    } else {
      log.refused(pending.destination(), pending.id(), pending.correlation());
    }
    pending.tell(receipt);
  }
}
