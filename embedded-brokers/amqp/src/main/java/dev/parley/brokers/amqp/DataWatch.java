package dev.parley.brokers.amqp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Looks whether what is confirmed can still be kept: Qpid goes on confirming when its files are
 * deleted, and after a disk was full it stores nothing more although there is room again.
 */
final class DataWatch implements Runnable {
  private static final long MILLIS = 250;

  /** Derby writes its log in pieces of this size. */
  private static final long ROOM_BYTES = 1 << 20;

  private final Path data;
  private final BooleanSupplier over;
  private final Consumer<String> fatal;

  /**
   * @param over whether the server has ended
   * @param fatal told once why nothing can be kept any more
   */
  DataWatch(Path data, BooleanSupplier over, Consumer<String> fatal) {
    this.data = data;
    this.over = over;
    this.fatal = fatal;
  }

  @Override
  public synchronized void run() {
    try {
      while (!over.getAsBoolean()) {
        Optional<String> trouble = trouble();
        if (trouble.isPresent()) {
          fatal.accept(trouble.get());
          return;
        }
        TimeUnit.MILLISECONDS.timedWait(this, MILLIS);
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  /** The server has ended. */
  synchronized void end() {
    notifyAll();
  }

  private Optional<String> trouble() {
    if (!Files.isDirectory(data.resolve("messages"))) {
      return Optional.of("its data in " + data + " was deleted, so nothing is kept any more");
    }
    try {
      return Files.getFileStore(data).getUsableSpace() < ROOM_BYTES
          ? Optional.of(
              "the disk of " + data + " is full; what was confirmed is there when it starts again")
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.of("its data in " + data + " cannot be reached any more");
    }
  }
}
