package dev.parley.commands;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jline.utils.AttributedString;

/** Something that is published in the background, on a thread of its own. */
public final class Publication {
  private static final Duration ENDING = Duration.ofSeconds(5);

  /** How far one is. */
  public interface Counts {
    long sent();

    long confirmed();

    long failed();

    /**
     * Waits until so many are confirmed, or it is over.
     *
     * @return whether they are
     */
    boolean awaitConfirmed(long count, Duration timeout) throws InterruptedException;
  }

  /** Publishes until it is done; interrupted, it ends early and still tells how far it came. */
  @FunctionalInterface
  public interface Work {
    Result run();
  }

  /**
   * @param lines what became of it, as they are to be printed
   */
  public record Result(List<AttributedString> lines, Optional<UserException> failure) {
    public Result {
      lines = List.copyOf(lines);
    }
  }

  private final String name;
  private final Address address;
  private final Broker broker;
  private final Counts counts;
  private final Thread thread;
  private Optional<UserException> failure = Optional.empty();
  private List<AttributedString> lines = List.of();
  private boolean over;
  private boolean unwanted;

  Publication(
      String name, Address address, Broker broker, Counts counts, Consumer<Publication> work) {
    this.name = name;
    this.address = address;
    this.broker = broker;
    this.counts = counts;
    this.thread = new Thread(() -> work.accept(this), "parley-publish-" + name);
    thread.setDaemon(true);
  }

  public String name() {
    return name;
  }

  public Address address() {
    return address;
  }

  public Counts counts() {
    return counts;
  }

  public synchronized boolean over() {
    return over;
  }

  /** What went wrong, once it is over. */
  public synchronized Optional<UserException> failure() {
    return failure;
  }

  /** What became of it, as it was printed when it was over. */
  public synchronized List<AttributedString> lines() {
    return lines;
  }

  synchronized void end(List<AttributedString> said, Optional<UserException> how) {
    lines = List.copyOf(said);
    failure = how;
    over = true;
    notifyAll();
  }

  /**
   * Waits until it is over and has said how it went.
   *
   * @return false if the time ran out first
   */
  public synchronized boolean await(Duration timeout) throws InterruptedException {
    long until = System.nanoTime() + timeout.toNanos();
    for (long left = timeout.toNanos(); !over && left > 0; left = until - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
    return over;
  }

  void begin() {
    thread.start();
  }

  boolean goesThrough(Broker client) {
    return broker == client;
  }

  /** From here on nobody wants to hear of it. */
  synchronized void silence() {
    unwanted = true;
  }

  synchronized boolean wanted() {
    return !unwanted;
  }

  /** Ends it early. */
  void leave() {
    thread.interrupt();
    awaitThread();
  }

  /** It is over; its thread is about to end. */
  void awaitThread() {
    try {
      thread.join(ENDING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
