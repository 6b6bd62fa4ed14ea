package dev.parley.commands;

import dev.parley.brokers.Delivery;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jspecify.annotations.Nullable;

/** What waits to be printed of one source. Guarded by the {@link LiveFeed} that it belongs to. */
final class LiveChannel {
  static final int CAPACITY = 1_000;

  private static final long SECOND = 1_000_000_000;

  /** Messages a second that make a flood, and at which one is over. */
  private static final int FLOOD = 200;

  private static final int READABLE = 50;

  final Deque<Item> items = new ArrayDeque<>();
  long notShown;
  private long second;
  private int inSecond;
  @Nullable Flood flood;

  /** In front of a person. */
  void arrived(Delivery delivery, boolean parsed, long now) {
    if (flood != null) {
      flood.add(delivery);
      return;
    }
    if (now - second >= SECOND) {
      second = now;
      inSecond = 0;
    }
    if (++inSecond > FLOOD) {
      flood = new Flood(now);
      flood.add(delivery);
      return;
    }
    if (items.size() >= CAPACITY) {
      dropOldestMessage();
    }
    items.addLast(new Item(Optional.of(delivery), parsed, AttributedString.EMPTY));
  }

  /** What was said about a subscription is never dropped. */
  private void dropOldestMessage() {
    for (Iterator<Item> all = items.iterator(); all.hasNext(); ) {
      if (all.next().delivery().isPresent()) {
        all.remove();
        notShown++;
        return;
      }
    }
  }

  /** More messages of one subscription than anybody reads. */
  static final class Flood {
    private final long begin;
    private long looked;
    private long count;
    private long counted;
    private double perSecond;
    boolean changed;
    private boolean over;
    private @Nullable Delivery newest;

    Flood(long begin) {
      this.begin = begin;
      this.looked = begin;
    }

    void add(Delivery delivery) {
      newest = delivery;
      count++;
      changed = true;
    }

    /** Measures the rate, once in half a second. */
    void look(long now) {
      if (now - looked < SECOND / 2) {
        return;
      }
      perSecond = (count - counted) * (double) SECOND / (now - looked);
      over = perSecond < READABLE;
      counted = count;
      looked = now;
    }

    boolean over() {
      return over;
    }

    AttributedString text(String source, boolean time, boolean last) {
      AttributedStringBuilder line = new AttributedStringBuilder();
      // The count stands first: it has to be seen even where the message is cut.
      line.styled(
          Styles.QUIET,
          last
              ? String.format(
                  Locale.ROOT,
                  "%s · %,d messages in %s were not shown, but for the newest: ",
                  Styles.pad(source, 9),
                  count,
                  Durations.text(Duration.ofNanos(looked - begin)))
              : String.format(Locale.ROOT, "%,d messages, %,.0f/s  ", count, perSecond));
      if (newest != null) {
        line.append(MessageText.live(source, newest, time));
      }
      return line.toAttributedString();
    }
  }

  record Item(Optional<Delivery> delivery, boolean parsed, AttributedString line) {
    AttributedString text(String source, boolean time, boolean json) {
      if (delivery.isEmpty()) {
        return line;
      }
      return json
          ? new AttributedString(MessageRecord.live(source, delivery.get(), parsed))
          : MessageText.live(source, delivery.get(), time);
    }
  }
}
