package dev.parley.commands;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * What is published in the background, by name. One that is over stays known until it is awaited or
 * its name is taken again.
 */
public final class Publications implements AutoCloseable {
  private static final Duration ENDING = Duration.ofSeconds(5);

  private final LiveFeed feed;
  private final Path log;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  Publications(LiveFeed feed, Path log) {
    this.feed = feed;
    this.log = log;
  }

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

  /** One of them. */
  public static final class Entry {
    private final String name;
    private final Address address;
    private final Broker broker;
    private final Counts counts;
    private final Thread thread;
    private Optional<UserException> failure = Optional.empty();
    private boolean over;
    private boolean unwanted;

    private Entry(
        String name, Address address, Broker broker, Counts counts, Consumer<Entry> work) {
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

    private synchronized void end(Optional<UserException> how) {
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
  }

  /**
   * Begins one; how it went is printed when it is over.
   *
   * @throws UserException if one of this name is not over
   */
  public void start(String name, Address address, Broker broker, Counts counts, Work work) {
    Entry entry = new Entry(name, address, broker, counts, it -> run(it, work));
    synchronized (this) {
      if (find(name).filter(known -> !known.over()).isPresent()) {
        throw UserException.failed(
            name + " is publishing already", "stop " + name + ", or choose another name with --as");
      }
      entries.remove(name);
      entries.put(name, entry);
    }
    entry.thread.start();
  }

  private void run(Entry entry, Work work) {
    Optional<UserException> failure = Optional.empty();
    try {
      Result result = work.run();
      failure = result.failure();
      result.lines().forEach(line -> tell(entry, line));
    } catch (RuntimeException | LinkageError e) {
      BugLog.append(log, "publish " + entry.name, e);
      failure = Optional.of(UserException.failed("this is a bug in parley: " + e, ""));
      tell(entry, named(entry.name, Styles.line(Styles.FAILED, "✗ " + failure.get().getMessage())));
    } finally {
      entry.end(failure);
    }
  }

  /** A line about one of them. */
  public static AttributedString named(String name, AttributedString text) {
    return new AttributedStringBuilder()
        .styled(Styles.QUIET, Styles.pad(name, 9) + " · ")
        .append(text)
        .toAttributedString();
  }

  private void tell(Entry entry, AttributedString line) {
    boolean wanted;
    synchronized (entry) {
      wanted = !entry.unwanted;
    }
    if (wanted) {
      feed.line(entry.name, line);
    }
  }

  public synchronized List<Entry> all() {
    return new ArrayList<>(entries.values());
  }

  public synchronized Optional<Entry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** It is over and that was seen: its name is free. */
  public synchronized void forget(Entry entry) {
    entries.remove(entry.name, entry);
  }

  /**
   * Waits until none is under way.
   *
   * @return false if the time ran out first
   */
  boolean await(Duration timeout) throws InterruptedException {
    long until = System.nanoTime() + timeout.toNanos();
    for (Entry entry : all()) {
      if (!entry.await(Duration.ofNanos(Math.max(0, until - System.nanoTime())))) {
        return false;
      }
    }
    return true;
  }

  /** The name of one that failed, which nobody has awaited; it is known no longer. */
  public synchronized Optional<String> takeFailed() {
    Optional<Entry> failed =
        all().stream().filter(entry -> entry.failure().isPresent()).findFirst();
    failed.ifPresent(this::forget);
    return failed.map(Entry::name);
  }

  /** One line for each that is not over. */
  List<String> unsettled() {
    return all().stream()
        .filter(entry -> !entry.over())
        .map(entry -> entry.name + ": still publishing, " + entry.counts.confirmed() + " confirmed")
        .toList();
  }

  /** Ends one early; it still says how far it came. */
  public void end(Entry entry) {
    leave(entry);
  }

  /** Ends those of one client, which still say how far they came. */
  void endOf(Broker broker) {
    all().stream().filter(entry -> entry.broker == broker).forEach(this::leave);
  }

  private void abandon(Entry entry) {
    synchronized (entry) {
      entry.unwanted = true;
    }
    leave(entry);
  }

  private void leave(Entry entry) {
    entry.thread.interrupt();
    try {
      entry.thread.join(ENDING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    forget(entry);
  }

  @Override
  public void close() {
    all().forEach(this::abandon);
  }
}
