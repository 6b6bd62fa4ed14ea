package dev.parley.commands;

import dev.parley.brokers.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jline.utils.AttributedString;

/**
 * Carries what arrives in the background to the output: one bounded queue for each subscription and
 * one thread that prints. In front of a person the oldest messages are dropped, and how many is
 * shown; towards a file or a cell nothing is dropped and the subscription waits. While a pager is
 * open everything waits.
 */
public final class LiveFeed implements AutoCloseable {
  private static final int CAPACITY = 1_000;
  private static final int BATCH = 100;
  // As often as an eye can follow; each time, the prompt is drawn anew.
  private static final int PAUSE_MILLIS = 40;

  private final Supplier<Output> output;
  private final boolean lossy;
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private final Thread printer;
  private final CountDownLatch closing = new CountDownLatch(1);
  private boolean held;
  private boolean printing;
  private boolean closed;

  /**
   * @param lossy whether the oldest are dropped
   */
  public LiveFeed(Supplier<Output> output, boolean lossy) {
    this.output = output;
    this.lossy = lossy;
    this.printer = new Thread(this::print, "parley-live");
    printer.setDaemon(true);
  }

  /** A message of a subscription. */
  public void message(String subscription, Delivery delivery) throws InterruptedException {
    add(subscription, new Item(Optional.of(delivery), AttributedString.EMPTY));
  }

  /** One line about a subscription or a server. */
  public void notice(String source, String text) {
    line(source, Styles.line(Styles.QUIET, Styles.pad(source, 9) + " · " + text));
  }

  /** One line of whatever works in the background, as it is to be printed. */
  synchronized void line(String source, AttributedString text) {
    channel(source).items.addLast(new Item(Optional.empty(), text));
    wake();
  }

  private synchronized void add(String subscription, Item item) throws InterruptedException {
    Channel channel = channel(subscription);
    while (channel.items.size() >= CAPACITY && !lossy && !closed) {
      wait();
    }
    if (channel.items.size() >= CAPACITY) {
      channel.items.removeFirst();
      channel.dropped++;
    }
    channel.items.addLast(item);
    wake();
  }

  private Channel channel(String source) {
    return channels.computeIfAbsent(source, name -> new Channel());
  }

  private void wake() {
    if (printer.getState() == Thread.State.NEW && !closed) {
      printer.start();
    }
    notifyAll();
  }

  /** From here on nothing is printed: a full-screen view is open. */
  public synchronized void hold() throws InterruptedException {
    held = true;
    while (printing) {
      wait();
    }
  }

  /** What waited is printed. */
  public synchronized void release() {
    held = false;
    notifyAll();
  }

  /** Waits until everything that has arrived is printed. */
  public synchronized void flush() throws InterruptedException {
    while ((printing || !isEmpty()) && !held && !closed) {
      wait();
    }
  }

  private boolean isEmpty() {
    return channels.values().stream()
        .allMatch(channel -> channel.items.isEmpty() && channel.dropped == 0);
  }

  private void print() {
    try {
      List<Output.LiveLine> lines = take();
      while (!lines.isEmpty()) {
        boolean more = lines.size() >= BATCH;
        try {
          output.get().live(lines);
        } finally {
          done();
        }
        if (lossy) {
          // A flood is shown in frames; between two of them the keyboard has the terminal.
          pause(more ? PAUSE_MILLIS : PAUSE_MILLIS / 4);
        }
        lines = take();
      }
    } catch (InterruptedException closing) {
      // Closed: whatever is left was flushed before or is not wanted.
    }
  }

  private synchronized void done() {
    printing = false;
    notifyAll();
  }

  /** Not on the lock of the queues, where each message of a flood would wake it. */
  private void pause(long millis) throws InterruptedException {
    closing.await(millis, TimeUnit.MILLISECONDS);
  }

  /** A frame's worth of lines, taken from the channels in turn; empty when closed. */
  private synchronized List<Output.LiveLine> take() throws InterruptedException {
    while ((held || isEmpty()) && !closed) {
      wait();
    }
    List<Output.LiveLine> lines = new ArrayList<>();
    boolean time = output.get().showsTime();
    boolean json = output.get().format() == Output.Format.JSON;
    for (Map.Entry<String, Channel> entry : channels.entrySet()) {
      Channel channel = entry.getValue();
      if (channel.dropped > 0) {
        lines.add(
            new Output.LiveLine(
                entry.getKey(),
                Styles.line(
                    Styles.QUIET,
                    Styles.pad(entry.getKey(), 9)
                        + " … "
                        + channel.dropped
                        + " older messages were dropped"),
                json));
        channel.dropped = 0;
      }
      for (int i = 0; i < BATCH && !channel.items.isEmpty(); i++) {
        Item item = channel.items.removeFirst();
        lines.add(
            new Output.LiveLine(
                entry.getKey(),
                item.text(entry.getKey(), time, json),
                json && item.delivery().isEmpty()));
      }
    }
    printing = !lines.isEmpty();
    notifyAll();
    return lines;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    closing.countDown();
    try {
      printer.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Channel {
    private final Deque<Item> items = new ArrayDeque<>();
    private long dropped;
  }

  private record Item(Optional<Delivery> delivery, AttributedString line) {
    AttributedString text(String source, boolean time, boolean json) {
      if (delivery.isEmpty()) {
        return line;
      }
      return json
          ? new AttributedString(MessageRecord.live(source, delivery.get()))
          : MessageText.live(source, delivery.get(), time);
    }
  }
}
