package dev.parley.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

/** What a process has printed so far, read by a thread of its own until the stream ends. */
final class Captured {
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final InputStream stream;
  private final Thread reader;
  private boolean ended;

  Captured(InputStream stream, String name) {
    this.stream = stream;
    reader = new Thread(this::read, name);
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    byte[] buffer = new byte[8192];
    try {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        add(buffer, n);
      }
    } catch (IOException closed) {
      // The process is gone, and with it the stream.
    } finally {
      end();
    }
  }

  private synchronized void add(byte[] buffer, int length) {
    octets.write(buffer, 0, length);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Waits until what was printed is as wanted. */
  synchronized void await(String wanted, Predicate<String> condition, Duration patience)
      throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (!condition.test(text())) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0 || ended) {
        throw new AssertionError(
            (ended ? "it ended without " : "it did not print within " + patience + ": ")
                + wanted
                + "\nit printed:\n"
                + text());
      }
      wait(left);
    }
  }

  /** Waits until the stream ends; the process has to be at its end. */
  byte[] all(Duration patience) throws InterruptedException {
    reader.join(patience.toMillis());
    return octets();
  }

  private synchronized byte[] octets() {
    return octets.toByteArray();
  }

  private synchronized String text() {
    return octets.toString(StandardCharsets.UTF_8);
  }
}
