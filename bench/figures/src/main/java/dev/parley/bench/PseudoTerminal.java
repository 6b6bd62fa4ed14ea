package dev.parley.bench;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A program on a terminal of 80 columns and 24 lines, and what it writes there. */
final class PseudoTerminal implements AutoCloseable {
  static final int WIDTH = 80;
  static final int HEIGHT = 24;

  private final PtyProcess process;
  private final OutputStream keys;
  private final Thread reader;
  private final StringBuilder written = new StringBuilder();
  private int looked;
  private boolean ended;
  private Consumer<String> watcher = text -> {};

  PseudoTerminal(Place place, List<String> command) throws IOException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(place.environment());
    process =
        new PtyProcessBuilder(command.toArray(String[]::new))
            .setEnvironment(environment)
            .setInitialColumns(WIDTH)
            .setInitialRows(HEIGHT)
            .start();
    keys = process.getOutputStream();
    reader = new Thread(this::read, "terminal");
    reader.setDaemon(true);
    reader.start();
  }

  long pid() {
    return process.pid();
  }

  /** Whoever wants every piece that is written, as it comes. */
  synchronized void watch(Consumer<String> pieces) {
    watcher = pieces;
  }

  private void read() {
    try (Reader in = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      char[] piece = new char[1 << 14];
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        wrote(new String(piece, 0, length));
      }
    } catch (IOException e) {
      // The end of a pseudo-terminal is an error on Linux.
    }
    synchronized (this) {
      ended = true;
      notifyAll();
    }
  }

  private synchronized void wrote(String piece) {
    written.append(piece);
    // Only the end matters to those who wait; a minute of flood is many megabytes.
    if (written.length() > 1 << 20) {
      int gone = written.length() - (1 << 18);
      written.delete(0, gone);
      looked = Math.max(0, looked - gone);
    }
    watcher.accept(piece);
    notifyAll();
  }

  /**
   * Waits for a text after the one that was waited for before.
   *
   * @return when it was there, as by {@link System#nanoTime()}
   * @throws IllegalStateException if it did not come
   */
  synchronized long await(String text, Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    int found = written.indexOf(text, looked);
    while (found < 0) {
      long left = until - System.nanoTime();
      if (left <= 0 || ended) {
        throw new IllegalStateException("no “" + text + "” in: " + tail());
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
      found = written.indexOf(text, looked);
    }
    looked = found + text.length();
    return System.nanoTime();
  }

  /** What was written after the text that was waited for last, up to the end of its line. */
  synchronized String restOfLine() throws InterruptedException {
    while (written.indexOf("\n", looked) < 0 && !ended) {
      wait();
    }
    int end = written.indexOf("\n", looked);
    return written.substring(looked, end < 0 ? written.length() : end).strip();
  }

  private String tail() {
    return written.substring(Math.max(0, written.length() - 2_000));
  }

  void type(String text) throws IOException {
    keys.write(text.getBytes(StandardCharsets.UTF_8));
    keys.flush();
  }

  /** Asks the program to end, and ends it. */
  @Override
  public void close() throws IOException {
    // Like a window that is closed: Parley then removes its data.
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        process.waitFor();
      }
      reader.join(1_000);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
