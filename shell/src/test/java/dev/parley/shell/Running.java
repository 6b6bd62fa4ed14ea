package dev.parley.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The program while it runs without a terminal. */
final class Running implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Captured data;
  private final Captured words;

  Running(Process process) {
    this.process = process;
    this.data = new Captured(process.getInputStream(), "captured-data");
    this.words = new Captured(process.getErrorStream(), "captured-words");
  }

  /** The launcher becomes the program: they are one process. */
  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Writes all of the standard input, and ends it. */
  void feed(byte[] input) throws IOException {
    try (OutputStream stream = process.getOutputStream()) {
      stream.write(input);
    }
  }

  void awaitData(String text) throws InterruptedException {
    data.await(text, printed -> printed.contains(text), PATIENCE);
  }

  void awaitWords(String text) throws InterruptedException {
    words.await(text, printed -> printed.contains(text), PATIENCE);
  }

  /** Sends a signal by its name: INT, TERM, KILL. */
  void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("there is no process " + process.pid());
    }
  }

  /** Waits for the end. */
  Outcome end(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          "not over within "
              + patience
              + "\nstandard output:\n"
              + new String(data.all(PATIENCE), StandardCharsets.UTF_8)
              + "\nstandard error:\n"
              + new String(words.all(PATIENCE), StandardCharsets.UTF_8));
    }
    return new Outcome(
        process.exitValue(),
        new String(data.all(PATIENCE), StandardCharsets.UTF_8),
        new String(words.all(PATIENCE), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
