package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EndingsTest {
  private final Endings endings = new Endings();

  @AfterEach
  void close() {
    endings.close();
  }

  /** As a Ctrl-C does while a server stops. */
  @Test
  void anInterruptionEndsTheWaitingAndNotTheEnding() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    AtomicBoolean disturbed = new AtomicBoolean();
    AtomicBoolean over = new AtomicBoolean();
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class,
        () ->
            endings.run(
                () -> {
                  try {
                    slow.await();
                  } catch (InterruptedException e) {
                    disturbed.set(true);
                  }
                  over.set(true);
                }));
    assertFalse(over.get());
    slow.countDown();
    endings.await();
    assertTrue(over.get());
    assertFalse(disturbed.get());
  }

  @Test
  void whatGoesWrongIsTold() {
    UserException failed =
        assertThrows(
            UserException.class,
            () ->
                endings.run(
                    () -> {
                      throw UserException.failed("no", "hint");
                    }));
    assertEquals("no", failed.getMessage());
  }

  @Test
  void nothingIsBegunAfterTheEnd() {
    endings.close();
    assertThrows(UserException.class, () -> endings.run(() -> {}));
  }
}
