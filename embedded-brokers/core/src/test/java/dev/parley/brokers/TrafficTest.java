package dev.parley.brokers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class TrafficTest {
  private static void record(Traffic traffic, String party) {
    traffic.record(
        Traffic.Kind.SENT,
        new Address.Topic("orders"),
        party,
        Optional.of(new Position.Log(0, 7)),
        Optional.empty(),
        1);
  }

  private static List<Long> sequences(Traffic traffic) {
    return traffic.events().stream().map(Traffic.Event::sequence).toList();
  }

  @Test
  void theOldestGoFirstAndAreCounted() {
    Traffic traffic = new Traffic(3, () -> "prompt");
    for (int number = 1; number <= 5; number++) {
      record(traffic, "p" + number);
    }
    assertEquals(List.of(3L, 4L, 5L), sequences(traffic));
    assertEquals(2, traffic.dropped());
  }

  @Test
  void eachEventSaysWhoActedThen() {
    AtomicReference<String> source = new AtomicReference<>("prompt");
    Traffic traffic = new Traffic(3, source::get);
    record(traffic, "a");
    source.set("cell 2");
    record(traffic, "b");
    assertEquals(
        List.of("prompt", "cell 2"), traffic.events().stream().map(Traffic.Event::source).toList());
  }

  @Test
  void clearingBeginsAgain() {
    Traffic traffic = new Traffic(1, () -> "prompt");
    record(traffic, "a");
    record(traffic, "b");
    traffic.clear();
    assertEquals(List.of(), traffic.events());
    assertEquals(0, traffic.dropped());
    record(traffic, "c");
    assertEquals(List.of(1L), sequences(traffic));
  }

  @Test
  void whatWasGivenOutDoesNotChange() {
    Traffic traffic = new Traffic(10, () -> "prompt");
    record(traffic, "a");
    List<Traffic.Event> events = traffic.events();
    record(traffic, "b");
    assertEquals(1, events.size());
    assertFalse(events.get(0).at().isAfter(traffic.events().get(1).at()));
  }

  @Test
  void manyThreadsLoseNothing() throws InterruptedException {
    Traffic traffic = new Traffic(100_000, () -> "prompt");
    List<Thread> threads = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      Thread thread =
          new Thread(
              () -> {
                for (int event = 0; event < 5_000; event++) {
                  record(traffic, "p");
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    List<Long> sequences = sequences(traffic);
    assertEquals(20_000, sequences.size());
    for (int at = 0; at < sequences.size(); at++) {
      assertTrue(sequences.get(at) == at + 1);
    }
  }
}
