package dev.parley.commands;

import dev.parley.brokers.Delivery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jline.utils.AttributedString;

/**
 * Carries what arrives in the background to the output: one bounded queue for each subscription and
 * one thread that prints. In front of a person a subscription that is faster than anybody reads is
 * one line, rewritten in place, with its newest message and its rate; towards a file or a cell
 * every message is printed and the subscription waits. While a pager is open everything waits.
 */
public final class LiveFeed implements AutoCloseable {
  private static final int BATCH = 100;
  // As often as an eye can follow; each time, the prompt is drawn anew.
  private static final int PAUSE_MILLIS = 40;
  private static final int FLOOD_FRAME_MILLIS = 100;

  private final Supplier<Output> output;
  private final boolean lossy;
  private final Map<String, LiveChannel> channels = new LinkedHashMap<>();
  private final Thread printer;
  private final CountDownLatch closing = new CountDownLatch(1);
  private boolean held;
  private boolean printing;
  private boolean closed;
  private Optional<OutputClosedException> lost = Optional.empty();
  private Runnable whenLost = () -> {};

  /**
   * @param lossy whether a person reads, so that not every message has to be shown
   */
  public LiveFeed(Supplier<Output> output, boolean lossy) {
    this.output = output;
    this.lossy = lossy;
    this.printer = new Thread(this::print, "parley-live");
    printer.setDaemon(true);
  }

  /** Told, on the printing thread, when the output takes no more; then nothing more is printed. */
  public synchronized void whenLost(Runnable listener) {
    whenLost = listener;
  }

  /** Why the output takes no more. */
  public synchronized Optional<OutputClosedException> lost() {
    return lost;
  }

  /** A message of a subscription. */
  public void message(String subscription, Delivery delivery) throws InterruptedException {
    message(subscription, delivery, false);
  }

  /**
   * A message of a subscription.
   *
   * @param parsed whether a payload that is JSON is printed as the value that it is
   */
  public synchronized void message(String subscription, Delivery delivery, boolean parsed)
      throws InterruptedException {
    LiveChannel channel = channel(subscription);
    if (lossy) {
      channel.arrived(delivery, parsed, System.nanoTime());
    } else {
      while (channel.items.size() >= LiveChannel.CAPACITY && !closed) {
        wait();
      }
      channel.items.addLast(
          new LiveChannel.Item(Optional.of(delivery), parsed, AttributedString.EMPTY));
    }
    wake();
  }

  /** One line about a subscription or a server. */
  public void notice(String source, String text) {
    line(source, Styles.line(Styles.QUIET, Styles.pad(source, 9) + " · " + text));
  }

  /** One line of whatever works in the background, as it is to be printed. */
  synchronized void line(String source, AttributedString text) {
    channel(source).items.addLast(new LiveChannel.Item(Optional.empty(), false, text));
    wake();
  }

  private LiveChannel channel(String source) {
    return channels.computeIfAbsent(source, name -> new LiveChannel());
  }

  private void wake() {
    if (closed) {
      channels.clear();
      return;
    }
    if (printer.getState() == Thread.State.NEW) {
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

  /**
   * Waits until everything that has arrived is printed.
   *
   * @throws OutputClosedException if the output takes no more
   */
  public synchronized void flush() throws InterruptedException {
    while ((printing || !isEmpty()) && !held && !closed) {
      wait();
    }
    if (lost.isPresent()) {
      throw lost.get();
    }
  }

  private boolean isEmpty() {
    return channels.values().stream()
        .allMatch(
            channel ->
                channel.items.isEmpty()
                    && channel.notShown == 0
                    && (channel.flood == null || !channel.flood.changed));
  }

  private void print() {
    try {
      for (Frame frame = take(); !frame.isEmpty(); frame = take()) {
        try {
          if (!frame.lines().isEmpty()) {
            output.get().live(frame.lines());
          }
          frame.flood().ifPresent(output.get()::flood);
        } catch (OutputClosedException e) {
          lose(e);
          return;
        } finally {
          done();
        }
        if (lossy) {
          // Between two frames the keyboard has the terminal.
          pause(
              frame.flood().isPresent()
                  ? FLOOD_FRAME_MILLIS
                  : frame.lines().size() >= BATCH ? PAUSE_MILLIS : PAUSE_MILLIS / 4);
        }
      }
    } catch (InterruptedException closing) {
      // Closed: whatever is left was flushed before or is not wanted.
    }
  }

  private void lose(OutputClosedException why) {
    Runnable listener;
    synchronized (this) {
      lost = Optional.of(why);
      closed = true;
      channels.clear();
      listener = whenLost;
      notifyAll();
    }
    listener.run();
  }

  private synchronized void done() {
    printing = false;
    notifyAll();
  }

  /** Not on the lock of the queues, where each message of a flood would wake it. */
  private void pause(long millis) throws InterruptedException {
    closing.await(millis, TimeUnit.MILLISECONDS);
  }

  /** What to print next; empty when closed. */
  private synchronized Frame take() throws InterruptedException {
    while (!closed) {
      Frame frame = held ? Frame.NONE : frame(System.nanoTime());
      if (!frame.isEmpty()) {
        printing = true;
        return frame;
      }
      if (!held && channels.values().stream().anyMatch(channel -> channel.flood != null)) {
        wait(FLOOD_FRAME_MILLIS);
      } else {
        wait();
      }
    }
    return Frame.NONE;
  }

  /** A frame's worth of lines, taken from the channels in turn. */
  private Frame frame(long now) {
    List<Output.LiveLine> lines = new ArrayList<>();
    List<AttributedString> standing = new ArrayList<>();
    boolean changed = false;
    boolean time = output.get().showsTime();
    boolean json = output.get().format() == Output.Format.JSON;
    for (Map.Entry<String, LiveChannel> entry : channels.entrySet()) {
      String source = entry.getKey();
      LiveChannel channel = entry.getValue();
      if (channel.notShown > 0) {
        lines.add(
            new Output.LiveLine(
                source,
                Styles.line(
                    Styles.QUIET,
                    Styles.pad(source, 9)
                        + String.format(
                            Locale.ROOT, " … %,d older messages are not shown", channel.notShown)),
                json));
        channel.notShown = 0;
      }
      for (int i = 0; i < BATCH && !channel.items.isEmpty(); i++) {
        LiveChannel.Item item = channel.items.removeFirst();
        lines.add(
            new Output.LiveLine(
                source, item.text(source, time, json), json && item.delivery().isEmpty()));
      }
      LiveChannel.Flood flood = channel.flood;
      if (flood != null && channel.items.isEmpty()) {
        changed |= flood.changed;
        flood.changed = false;
        flood.look(now);
        if (flood.over()) {
          changed = true;
          channel.flood = null;
          lines.add(new Output.LiveLine(source, flood.text(source, time, true), json));
        } else {
          standing.add(flood.text(source, time, false));
        }
      }
    }
    return new Frame(lines, changed ? Optional.of(standing) : Optional.empty());
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

  /**
   * @param flood the lines that stand for floods, if they are other than before
   */
  private record Frame(List<Output.LiveLine> lines, Optional<List<AttributedString>> flood) {
    private static final Frame NONE = new Frame(List.of(), Optional.empty());

    boolean isEmpty() {
      return lines.isEmpty() && flood.isEmpty();
    }
  }
}
