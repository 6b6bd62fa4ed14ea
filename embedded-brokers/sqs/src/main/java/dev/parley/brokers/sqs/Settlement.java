package dev.parley.brokers.sqs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What this client published to queues that a live subscription of its own empties, by message id,
 * and has not deleted yet. It costs no calls.
 */
final class Settlement {
  /** Of what was deleted before its own confirmation came, so much is remembered. */
  private static final int EARLY = 10_000;

  private final Map<Object, Reader> readers = new LinkedHashMap<>();
  private final Map<String, Set<String>> published = new TreeMap<>();
  private final Map<String, Set<String>> early = new HashMap<>();

  /**
   * @param counts whether it empties the queue now: not while it is paused
   */
  private record Reader(String queue, BooleanSupplier counts) {}

  synchronized void join(Object reader, String queue, BooleanSupplier counts) {
    readers.put(reader, new Reader(queue, counts));
  }

  synchronized void leave(Object reader) {
    readers.remove(reader);
    notifyAll();
  }

  /** Stored; unless nobody here reads it, then it is nobody's to wait for. */
  synchronized void published(String queue, String id) {
    Set<String> gone = early.get(queue);
    if (gone != null && gone.remove(id)) {
      return;
    }
    if (readers.values().stream().anyMatch(reader -> reader.queue().equals(queue))) {
      published.computeIfAbsent(queue, name -> new HashSet<>()).add(id);
    }
  }

  /** Delivered and deleted, or it has failed for good. */
  synchronized void settled(String queue, String id) {
    Set<String> ids = published.get(queue);
    if (ids == null || !ids.remove(id)) {
      Set<String> gone = early.computeIfAbsent(queue, name -> new LinkedHashSet<>());
      gone.add(id);
      if (gone.size() > EARLY) {
        gone.remove(gone.iterator().next());
      }
    }
    notifyAll();
  }

  /** A queue that is gone or emptied owes nothing. */
  synchronized void forget(String queue) {
    published.remove(queue);
    notifyAll();
  }

  synchronized boolean await(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    while (!outstanding().isEmpty()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
    return true;
  }

  /** {@code 3 of sqs:jobs not yet delivered}. */
  synchronized List<String> outstanding() {
    List<String> lines = new ArrayList<>();
    published.forEach(
        (queue, ids) -> {
          boolean read =
              readers.values().stream()
                  .anyMatch(
                      reader -> reader.queue().equals(queue) && reader.counts().getAsBoolean());
          if (read && !ids.isEmpty()) {
            lines.add(ids.size() + " of sqs:" + queue + " not yet delivered");
          }
        });
    return Collections.unmodifiableList(lines);
  }

  /** Something that is asked for by {@link #outstanding} is another now. */
  synchronized void changed() {
    notifyAll();
  }
}
