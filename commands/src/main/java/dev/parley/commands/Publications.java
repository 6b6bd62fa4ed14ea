package dev.parley.commands;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * What is published in the background, by name. One that is over stays known until it is awaited or
 * its name is taken again.
 */
public final class Publications implements AutoCloseable {
  private final LiveFeed feed;
  private final Path log;
  private final BooleanSupplier inCell;
  private final Set<Publication> ofCells = new HashSet<>();
  private final Map<String, Publication> entries = new LinkedHashMap<>();

  Publications(LiveFeed feed, Path log, BooleanSupplier inCell) {
    this.feed = feed;
    this.log = log;
    this.inCell = inCell;
  }

  /**
   * Begins one; how it went is printed when it is over.
   *
   * @throws UserException if one of this name is not over
   */
  public void start(
      String name,
      Address address,
      Broker broker,
      Publication.Counts counts,
      Publication.Work work) {
    Publication entry = new Publication(name, address, broker, counts, it -> run(it, work));
    synchronized (this) {
      if (find(name).filter(known -> !known.over()).isPresent()) {
        throw UserException.failed(
            name + " is publishing already", "stop " + name + ", or choose another name with --as");
      }
      entries.remove(name);
      entries.put(name, entry);
      if (inCell.getAsBoolean()) {
        ofCells.add(entry);
      }
    }
    entry.begin();
  }

  private void run(Publication entry, Publication.Work work) {
    Optional<UserException> failure = Optional.empty();
    List<AttributedString> lines = List.of();
    try {
      Publication.Result result = work.run();
      failure = result.failure();
      lines = result.lines();
      lines.forEach(line -> tell(entry, line));
    } catch (RuntimeException | Error e) {
      BugLog.append(log, "publish " + entry.name(), e);
      failure = Optional.of(UserException.failed(BugLog.line(e), ""));
      lines = List.of(named(entry.name(), Styles.failure(BugLog.line(e), "")));
      lines.forEach(line -> tell(entry, line));
    } finally {
      entry.end(lines, failure);
    }
  }

  /** A line about one of them. */
  public static AttributedString named(String name, AttributedString text) {
    return new AttributedStringBuilder()
        .styled(Styles.QUIET, Styles.pad(name, 9) + " · ")
        .append(text)
        .toAttributedString();
  }

  private void tell(Publication entry, AttributedString line) {
    if (entry.wanted()) {
      feed.line(entry.name(), line);
    }
  }

  public synchronized List<Publication> all() {
    return new ArrayList<>(entries.values());
  }

  public synchronized Optional<Publication> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** It is over and that was seen: its name is free. */
  public synchronized void forget(Publication entry) {
    entries.remove(entry.name(), entry);
    ofCells.remove(entry);
    entry.awaitThread();
  }

  /**
   * Waits until none is under way.
   *
   * @return false if the time ran out first
   */
  boolean await(Duration timeout) throws InterruptedException {
    long until = System.nanoTime() + timeout.toNanos();
    for (Publication entry : all()) {
      if (!entry.await(Duration.ofNanos(Math.max(0, until - System.nanoTime())))) {
        return false;
      }
    }
    return true;
  }

  /** The name of one that failed, which nobody has awaited; it is known no longer. */
  public synchronized Optional<String> takeFailed() {
    Optional<Publication> failed =
        all().stream().filter(entry -> entry.failure().isPresent()).findFirst();
    failed.ifPresent(this::forget);
    return failed.map(Publication::name);
  }

  /** One line for each that is not over. */
  List<String> unsettled() {
    return all().stream()
        .filter(entry -> !entry.over())
        .map(
            entry ->
                entry.name()
                    + ": still publishing, "
                    + Counts.of(entry.counts().confirmed())
                    + " confirmed")
        .toList();
  }

  /** Ends one early; it still says how far it came. */
  public void end(Publication entry) {
    leave(entry);
  }

  /** Ends those of one client, which still say how far they came. */
  void endOf(Broker broker) {
    all().stream().filter(entry -> entry.goesThrough(broker)).forEach(this::leave);
  }

  /** Ends those that cells began. */
  void closeOfCells() {
    List<Publication> theirs;
    synchronized (this) {
      theirs = List.copyOf(ofCells);
    }
    theirs.forEach(this::abandon);
  }

  private void abandon(Publication entry) {
    entry.silence();
    leave(entry);
  }

  private void leave(Publication entry) {
    entry.leave();
    forget(entry);
  }

  @Override
  public void close() {
    all().forEach(this::abandon);
  }
}
