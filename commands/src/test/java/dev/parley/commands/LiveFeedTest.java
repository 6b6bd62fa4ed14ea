package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Message;
import java.io.IOException;
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
  void aFloodIsOneLineAlsoAfterAPagerWasOpen() throws InterruptedException {
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
      // The first are shown, before it was known to be a flood; one line stands for the others.
      assertEquals(201, lines.size());
      assertTrue(lines.get(199).endsWith("m199"), lines.get(199));
      assertTrue(lines.get(200).startsWith("1,300 messages, "), lines.get(200));
      assertTrue(lines.get(200).endsWith("m1499"), lines.get(200));
    }
  }

  @Test
  void whatIsSaidOfASubscriptionIsNeverDropped() throws InterruptedException {
    try (LiveFeed feed = new LiveFeed(() -> output, true)) {
      feed.hold();
      feed.notice("a", "it failed");
      for (int i = 0; i < 5_000; i++) {
        feed.message("a", Delivery.settled(message(i), i + 1, false));
      }
      feed.release();
      feed.flush();
      assertTrue(output.text().contains("it failed"), output.text());
    }
  }

  @Test
  void anOutputThatTakesNoMoreFreesWhoeverWaits() throws Exception {
    RecordedOutput closed =
        new RecordedOutput() {
          @Override
          public void live(List<LiveLine> lines) {
            throw new OutputClosedException(new IOException("Broken pipe"), true);
          }
        };
    CountDownLatch told = new CountDownLatch(1);
    try (LiveFeed feed = new LiveFeed(() -> closed, false)) {
      feed.whenLost(told::countDown);
      for (int i = 0; i < 5_000; i++) {
        feed.message("a", Delivery.settled(message(i), i + 1, false));
      }
      assertTrue(told.await(5, TimeUnit.SECONDS));
      OutputClosedException why = assertThrows(OutputClosedException.class, feed::flush);
      assertEquals(141, why.exitCode());
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
