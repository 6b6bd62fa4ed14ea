package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Message;
import dev.parley.commands.Subscriptions;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which messages of one run were seen, and how many again. */
final class Sightings implements Subscriptions.Watcher {
  private final String run;
  private final Map<String, BitSet> byReader = new HashMap<>();
  private long repeated;
  private long last = System.nanoTime();

  /**
   * @param run what a mark begins with
   */
  Sightings(String run) {
    this.run = run;
  }

  /** Those who share a queue count as one: what two of them got was delivered twice. */
  @Override
  public void delivered(Subscriptions.Entry entry, Message message) {
    Address from = entry.request().address();
    seen(from instanceof Address.Queue ? from.text() : entry.request().name(), message);
  }

  synchronized void seen(String reader, Message message) {
    Optional<String> mark = message.header(Verification.HEADER).filter(it -> it.startsWith(run));
    if (mark.isEmpty()) {
      return;
    }
    int number;
    try {
      number = Integer.parseInt(mark.get().substring(run.length())) - 1;
    } catch (NumberFormatException somebodyElses) {
      return;
    }
    BitSet seen = byReader.computeIfAbsent(reader, name -> new BitSet());
    if (number < 0) {
      return;
    }
    if (seen.get(number)) {
      repeated++;
    }
    seen.set(number);
    last = System.nanoTime();
  }

  /** Everything that anybody saw, counted from 0. */
  synchronized BitSet numbers() {
    BitSet all = new BitSet();
    byReader.values().forEach(all::or);
    return all;
  }

  synchronized long repeated() {
    return repeated;
  }

  /** Since the last one, or since this began to look. */
  synchronized Duration quiet() {
    return Duration.ofNanos(System.nanoTime() - last);
  }
}
