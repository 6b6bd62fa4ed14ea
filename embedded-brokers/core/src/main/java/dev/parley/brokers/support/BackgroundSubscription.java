package dev.parley.brokers.support;

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
import java.util.logging.Level;
import java.util.logging.Logger;

/** A consumer on a thread of its own: how it begins, and the three ways in which it ends. */
public abstract class BackgroundSubscription implements Subscription {
  private static final Logger LOG = Logger.getLogger(BackgroundSubscription.class.getName());
  private static final Duration JOINING = Duration.ofSeconds(20);
  private static final Duration CLOSING = Duration.ofMillis(2500);

  private final SubscribeRequest request;
  private final String group;
  private final Deliveries deliveries;
  private final Thread thread;
  private final CompletableFuture<Boolean> joined = new CompletableFuture<>();
  private final AtomicLong delivered = new AtomicLong();
  private boolean leaving;
  private volatile boolean paused;
  private volatile Phase phase = Phase.LIVE;
  private volatile Optional<String> failure = Optional.empty();

  /** Whether it goes on, and if not, how it ends. */
  enum Phase {
    LIVE,
    CLOSING,
    KILLED
  }

  protected BackgroundSubscription(SubscribeRequest request, String group, Deliveries deliveries) {
    this.request = request;
    this.group = group;
    this.deliveries = deliveries;
    this.thread =
        new Thread(this::run, request.address().system() + "-subscription-" + request.name());
    thread.setDaemon(true);
  }

  /** Reads until it is no longer live; on the subscription's thread. */
  protected abstract void consume() throws InterruptedException;

  /**
   * Gives the consumer up; on the subscription's thread.
   *
   * @param abruptly as a killed process would
   */
  protected abstract void leave(boolean abruptly);

  /** Ends a wait of the consumer's; from any thread. */
  protected abstract void wake();

  /** Whether this is what {@link #wake} or an interruption makes the consumer throw. */
  protected abstract boolean isWakened(Throwable thrown);

  /** The system's error in one line. */
  protected abstract BrokerException explained(Throwable failed);

  /** Begins, and returns when it has its share. */
  public final void begin() throws InterruptedException {
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
    } catch (InterruptedException ended) {
      abruptly = phase == Phase.KILLED;
    } catch (Throwable failed) {
      if (isWakened(failed)) {
        abruptly = phase == Phase.KILLED;
      } else {
        fail(failed);
      }
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
    LOG.log(Level.WARNING, "Subscription " + request.name() + " ended", failed);
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
      LOG.log(Level.WARNING, "Subscription " + request.name() + " left badly", failed);
    }
  }

  protected final boolean live() {
    return phase == Phase.LIVE;
  }

  protected final boolean killed() {
    return phase == Phase.KILLED;
  }

  protected final void joined() {
    joined.complete(true);
  }

  protected final boolean hasJoined() {
    return joined.isDone();
  }

  /** One more is delivered: its number. */
  protected final long count() {
    return delivered.incrementAndGet();
  }

  protected final SubscribeRequest request() {
    return request;
  }

  protected final Deliveries deliveries() {
    return deliveries;
  }

  protected final String groupName() {
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
  public Optional<String> group() {
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

  @Override
  public final synchronized void pause() {
    paused = true;
    wake();
  }

  @Override
  public final synchronized void resume() {
    paused = false;
    notifyAll();
  }

  @Override
  public final boolean paused() {
    return paused;
  }

  /** Waits until it is not paused, or no longer live; on the subscription's thread. */
  protected final synchronized void awaitResumed() throws InterruptedException {
    while (paused && live()) {
      wait();
    }
  }

  /** Begins to close, without waiting for it. */
  public final void closing() {
    end(Phase.CLOSING);
  }

  /** Whether it has ended, in any way. */
  public final boolean over() {
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
  protected final synchronized void awaitEnd(Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    for (long left = most.toNanos(); left > 0 && live(); left = deadline - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
  }

  private boolean await() {
    return Thread.currentThread() == thread || new Patience(CLOSING).await(thread);
  }
}
