package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
  private final RecordedOutput output = new RecordedOutput();

  private static Message message(int n) {
    return Message.of(Address.parse("kafka:t"), Bytes.utf8("m" + n));
  }

  @Test
  void messagesOfOneSubscriptionKeepTheirOrder() throws InterruptedException {
    try (LiveFeed feed = new LiveFeed(() -> output, false)) {
      for (int i = 0; i < 5_000; i++) {
        feed.message("a", Delivery.settled(message(i), i + 1, false));
      }
      feed.flush();
      List<String> lines = output.text().lines().toList();
      assertEquals(5_000, lines.size());
      for (int i = 0; i < lines.size(); i++) {
        assertTrue(lines.get(i).endsWith("  m" + i), lines.get(i));
      }
    }
  }

  @Test
  void theOldestAreDroppedAndCountedWhileAPagerIsOpen() throws InterruptedException {
    try (LiveFeed feed = new LiveFeed(() -> output, true)) {
      feed.hold();
      for (int i = 0; i < 1_500; i++) {
        feed.message("a", Delivery.settled(message(i), i + 1, false));
      }
      feed.flush();
      assertEquals("", output.text());
      feed.release();
      feed.flush();
      List<String> lines = output.text().lines().toList();
      assertEquals("a         … 500 older messages were dropped", lines.get(0));
      assertEquals(1_001, lines.size());
      assertTrue(lines.get(1).endsWith("m500"), lines.get(1));
    }
  }

  @Test
  void amongRecordsOnlyMessagesAreData() throws InterruptedException {
    List<Boolean> words = new ArrayList<>();
    RecordedOutput records =
        new RecordedOutput(Output.Format.JSON) {
          @Override
          public void live(List<LiveLine> lines) {
            lines.forEach(line -> words.add(line.words()));
          }
        };
    try (LiveFeed feed = new LiveFeed(() -> records, false)) {
      feed.message("a", Delivery.settled(message(1), 1, false));
      feed.notice("a", "it ended");
      feed.flush();
    }
    assertEquals(List.of(false, true), words);
  }

  @Test
  void withoutAPersonTheSubscriptionWaitsInstead() throws InterruptedException {
    CountDownLatch full = new CountDownLatch(1);
    try (LiveFeed feed = new LiveFeed(() -> output, false)) {
      feed.hold();
      Thread writer =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 2_000; i++) {
                    if (i == 1_000) {
                      full.countDown();
                    }
                    feed.message("a", Delivery.settled(message(i), i + 1, false));
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      writer.start();
      assertTrue(full.await(5, TimeUnit.SECONDS));
      assertTrue(writer.isAlive());
      feed.release();
      writer.join(5_000);
      assertFalse(writer.isAlive());
      feed.flush();
      assertEquals(2_000, output.text().lines().count());
    }
  }
}
