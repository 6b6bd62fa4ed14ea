package dev.parley.commands;

import dev.parley.brokers.Broker;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Deliveries;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Message;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Subscription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/** The consumers that run in the background, by name. */
public final class Subscriptions implements AutoCloseable {
  private final LiveFeed feed;
  private final BooleanSupplier inCell;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

  Subscriptions(LiveFeed feed, BooleanSupplier inCell) {
    this.feed = feed;
    this.inCell = inCell;
  }

  /** Told of every message that a subscription receives, on the subscription's thread. */
  public interface Watcher {
    void delivered(Entry entry, Message message);
  }

  public void watch(Watcher watcher) {
    watchers.add(watcher);
  }

  public void unwatch(Watcher watcher) {
    watchers.remove(watcher);
  }

  /** A subscription and what was asked for; its arrivals are counted for {@code await}. */
  public static final class Entry implements Deliveries {
    private final Broker broker;
    private final SubscribeRequest request;
    private final LiveFeed feed;
    private final List<Watcher> watchers;
    private final boolean byCell;
    private final Optional<Where> where;
    private Optional<Subscription> subscription = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private long arrived;
    private long awaited;
    private long wanted;
    private long answered;

    private Entry(
        Broker broker,
        SubscribeRequest request,
        LiveFeed feed,
        List<Watcher> watchers,
        boolean byCell,
        Optional<Where> where) {
      this.broker = broker;
      this.request = request;
      this.feed = feed;
      this.watchers = watchers;
      this.byCell = byCell;
      this.where = where;
    }

    /** Whether it is a subscription of this client. */
    public boolean of(Broker client) {
      return broker == client;
    }

    public SubscribeRequest request() {
      return request;
    }

    public Subscription subscription() {
      return subscription.orElseThrow();
    }

    @Override
    public void delivered(Delivery delivery) throws InterruptedException {
      for (Watcher watcher : watchers) {
        watcher.delivered(this, delivery.message());
      }
      if (!wants(delivery.message())) {
        return;
      }
      feed.message(request.name(), delivery, request.settings().has("parsed"));
      synchronized (this) {
        arrived++;
        if (arrived >= wanted) {
          notifyAll();
        }
      }
    }

    /** The first message that the expression fails for is told of at once. */
    private boolean wants(Message message) {
      if (where.isEmpty()) {
        return true;
      }
      boolean told = where.get().failures().isPresent();
      boolean matches = where.get().test(message);
      if (!told) {
        where.get().failures().ifPresent(line -> feed.notice(request.name(), line));
      }
      return matches;
    }

    /** Which messages it shows and counts; all if empty. */
    public Optional<Where> where() {
      return where;
    }

    @Override
    public void noticed(String line) {
      feed.notice(request.name(), line);
    }

    @Override
    public synchronized void failed(String reason) {
      failure = Optional.of(reason);
      feed.notice(request.name(), reason + "; subscribe again to go on");
      notifyAll();
    }

    /** Nothing comes any more: the server died, as the user was told already. */
    private synchronized void lost() {
      if (failure.isEmpty()) {
        failure = Optional.of(request.address().system() + " died");
      }
      notifyAll();
    }

    /** Messages that arrived and that no {@code await} has counted yet. */
    public synchronized long waiting() {
      return arrived - awaited;
    }

    /**
     * Waits for so many messages since the last such waiting, or since the subscription began.
     *
     * @return false if the time ran out first
     */
    public synchronized boolean await(long count, long millis) throws InterruptedException {
      long until = System.nanoTime() + millis * 1_000_000;
      // Whoever waits for many is not to be woken by each.
      wanted = awaited + count;
      while (arrived < wanted) {
        long left = (until - System.nanoTime()) / 1_000_000;
        if (failure.isPresent()) {
          throw UserException.failed(
              request.name() + " ended: " + failure.get(), "subscribe again");
        }
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      awaited += count;
      return true;
    }
  }

  public synchronized List<Entry> all() {
    return new ArrayList<>(entries.values());
  }

  public synchronized Optional<Entry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /**
   * @throws UserException with the names there are, if there is none of this name
   */
  public Entry named(String name) {
    List<String> names = all().stream().map(entry -> entry.request().name()).toList();
    return find(name)
        .orElseThrow(
            () ->
                UserException.failed(
                    "no subscription is called " + name,
                    Similar.to(name, names)
                        .map(near -> "did you mean " + near + "?")
                        .orElse(
                            names.isEmpty()
                                ? "subscribe kafka:orders --as " + name
                                : "there is " + String.join(", ", names))));
  }

  /** A name that is free: the wanted one, or with a number. */
  public synchronized String freeName(String wanted) {
    String name = wanted;
    for (int i = 2; entries.containsKey(name); i++) {
      name = wanted + "-" + i;
    }
    return name;
  }

  /**
   * @param where which messages are shown and counted; all if empty
   */
  public void subscribe(Broker broker, SubscribeRequest request, Optional<Where> where)
      throws InterruptedException {
    Entry entry = new Entry(broker, request, feed, watchers, inCell.getAsBoolean(), where);
    entry.subscription = Optional.of(broker.subscribe(request, entry));
    put(entry);
  }

  public void reply(Broker broker, SubscribeRequest request, Function<Message, Bytes> answer)
      throws InterruptedException {
    Entry entry =
        new Entry(broker, request, feed, watchers, inCell.getAsBoolean(), Optional.empty());
    entry.subscription =
        Optional.of(
            broker.reply(
                request,
                message -> {
                  try {
                    entry.delivered(Delivery.settled(message, ++entry.answered, false));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return answer.apply(message);
                }));
    put(entry);
  }

  private synchronized void put(Entry entry) {
    entries.put(entry.request().name(), entry);
  }

  private synchronized void remove(String name) {
    entries.remove(name);
  }

  /** The server of a client died. */
  void lost(Broker broker) {
    all().stream().filter(entry -> entry.broker == broker).forEach(Entry::lost);
  }

  /** Leaves in an orderly way. */
  public void end(String name) {
    Entry entry = named(name);
    remove(name);
    entry.subscription().close();
  }

  /** Dies abruptly. */
  public void kill(String name) {
    Entry entry = named(name);
    remove(name);
    entry.subscription().kill();
  }

  /** Ends those of one client, in an orderly way. */
  public void closeOf(Broker broker) {
    close(entry -> entry.broker == broker);
  }

  /** Ends those that cells began, in an orderly way. */
  void closeOfCells() {
    close(entry -> entry.byCell);
  }

  private void close(Predicate<Entry> which) {
    List<Entry> all = all();
    for (int i = all.size() - 1; i >= 0; i--) {
      if (which.test(all.get(i))) {
        all.get(i).subscription().close();
        remove(all.get(i).request().name());
      }
    }
  }

  @Override
  public void close() {
    close(entry -> true);
  }
}
