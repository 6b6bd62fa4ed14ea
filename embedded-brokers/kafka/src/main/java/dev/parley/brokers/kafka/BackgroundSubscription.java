package dev.parley.brokers.kafka;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Deliveries;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Subscription;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A consumer on a thread of its own: how it begins, and the three ways in which it ends. */
abstract class BackgroundSubscription implements Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundSubscription.class);
  private static final Duration JOINING = Duration.ofSeconds(20);
  private static final Duration CLOSING = Duration.ofMillis(2500);

  private final SubscribeRequest request;
  private final String group;
  private final Deliveries deliveries;
  private final Thread thread;
  private final CompletableFuture<Boolean> joined = new CompletableFuture<>();
  private final AtomicLong delivered = new AtomicLong();
  private boolean leaving;
  private volatile Phase phase = Phase.LIVE;
  private volatile Optional<String> failure = Optional.empty();

  /** Whether it goes on, and if not, how it ends. */
  enum Phase {
    LIVE,
    CLOSING,
    KILLED
  }

  BackgroundSubscription(SubscribeRequest request, String group, Deliveries deliveries) {
    this.request = request;
    this.group = group;
    this.deliveries = deliveries;
    this.thread = new Thread(this::run, "kafka-subscription-" + request.name());
    thread.setDaemon(true);
  }

  /** Reads until it is no longer live; on the subscription's thread. */
  abstract void consume() throws InterruptedException;

  /**
   * Gives the consumer up; on the subscription's thread.
   *
   * @param abruptly as a killed process would
   */
  abstract void leave(boolean abruptly);

  /** Ends a wait of the consumer's; from any thread. */
  abstract void wake();

  /** Kafka's error in one line. */
  abstract BrokerException explained(Throwable failed);

  /** Begins, and returns when it has its share. */
  final void begin() throws InterruptedException {
    thread.start();
    try {
      joined.get(JOINING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException givenUp) {
      end(Phase.CLOSING);
      throw givenUp;
    } catch (TimeoutException late) {
      close();
      throw new BrokerException(
          "group " + group + " did not come to rest within " + JOINING.toSeconds() + " s",
          "describe shows its members",
          late);
    } catch (ExecutionException failed) {
      throw explained(failed);
    }
  }

  private void run() {
    boolean abruptly = true;
    try {
      consume();
      abruptly = phase == Phase.KILLED;
    } catch (InterruptedException | InterruptException | WakeupException ended) {
      abruptly = phase == Phase.KILLED;
    } catch (Throwable failed) {
      fail(failed);
    } finally {
      leaving();
      quietly(abruptly);
      joined.completeExceptionally(new BrokerException("the subscription has ended", ""));
    }
  }

  /** What is left to do needs the network, and an interrupted thread would not get it. */
  private synchronized void leaving() {
    leaving = true;
    Thread.interrupted();
  }

  private synchronized void interrupt() {
    if (!leaving) {
      thread.interrupt();
    }
  }

  private void fail(Throwable failed) {
    LOG.warn("Subscription {} ended", request.name(), failed);
    if (phase == Phase.LIVE) {
      BrokerException known = explained(failed);
      String line = String.valueOf(known.getMessage());
      failure = Optional.of(line);
      if (!joined.completeExceptionally(known)) {
        deliveries.failed(line);
      }
    }
  }

  private void quietly(boolean abruptly) {
    try {
      leave(abruptly);
    } catch (RuntimeException failed) {
      LOG.warn("Subscription {} left badly", request.name(), failed);
    }
  }

  final boolean live() {
    return phase == Phase.LIVE;
  }

  final boolean killed() {
    return phase == Phase.KILLED;
  }

  final void joined() {
    joined.complete(true);
  }

  final boolean hasJoined() {
    return joined.isDone();
  }

  final void count() {
    delivered.incrementAndGet();
  }

  final SubscribeRequest request() {
    return request;
  }

  final Deliveries deliveries() {
    return deliveries;
  }

  final String groupName() {
    return group;
  }

  @Override
  public final String name() {
    return request.name();
  }

  @Override
  public final Address address() {
    return request.address();
  }

  @Override
  public final Optional<String> group() {
    return Optional.of(group);
  }

  @Override
  public final long delivered() {
    return delivered.get();
  }

  @Override
  public final Optional<String> failure() {
    return failure;
  }

  @Override
  public final void kill() {
    end(Phase.KILLED);
    interrupt();
    await();
  }

  @Override
  public final void close() {
    end(Phase.CLOSING);
    if (!await()) {
      // A listener that does not come back.
      interrupt();
      await();
    }
  }

  /** Begins to close, without waiting for it. */
  final void closing() {
    end(Phase.CLOSING);
  }

  /** Whether it has ended, in any way. */
  final boolean over() {
    return thread.getState() == Thread.State.TERMINATED;
  }

  private synchronized void end(Phase how) {
    if (phase == Phase.LIVE) {
      phase = how;
      wake();
      notifyAll();
    }
  }

  /** Waits so long, or until it is no longer live. */
  final synchronized void awaitEnd(Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    for (long left = most.toNanos(); left > 0 && live(); left = deadline - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
  }

  private boolean await() {
    return Thread.currentThread() == thread || new Patience(CLOSING).await(thread);
  }
}
