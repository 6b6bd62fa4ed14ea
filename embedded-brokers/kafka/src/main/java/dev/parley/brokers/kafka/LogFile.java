package dev.parley.brokers.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Where a cluster and the clients in this JVM write their log: a file, never the terminal. It is
 * bounded; what came before the last start is in a second file of the same name with {@code .1}.
 */
final class LogFile extends Handler {
  private static final long MOST_BYTES = 4_000_000;

  private final Path path;
  private final Writer writer;
  private final ThreadGroup threads;

  /** Kept, because the logging system forgets a logger, and its settings, that nobody holds. */
  private final List<Logger> loggers;

  private long written;

  private LogFile(Path path, Writer writer, ThreadGroup threads, List<Logger> loggers) {
    this.path = path;
    this.writer = writer;
    this.threads = threads;
    this.loggers = loggers;
    setFormatter(new SimpleFormatter());
  }

  /** No word of Kafka's goes to the console from now on. The loggers must be kept by the caller. */
  static List<Logger> silence() {
    List<Logger> loggers =
        List.of(
            Logger.getLogger("org.apache.kafka"),
            Logger.getLogger("kafka"),
            Logger.getLogger("state.change.logger"),
            Logger.getLogger("dev.parley.brokers.kafka"));
    for (Logger logger : loggers) {
      logger.setUseParentHandlers(false);
      logger.setLevel(Level.WARNING);
    }
    // Told at every start, and true of every server with one directory.
    Logger.getLogger("org.apache.kafka.server.config.AbstractKafkaConfig").setLevel(Level.SEVERE);
    return loggers;
  }

  /**
   * @param threads of the cluster; what threads of other clusters say is theirs
   */
  static LogFile open(Path path, ThreadGroup threads) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    if (Files.exists(path)) {
      Files.move(
          path,
          path.resolveSibling(path.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Writer writer =
        Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    LogFile file = new LogFile(path, writer, threads, silence());
    file.loggers.forEach(logger -> logger.addHandler(file));
    return file;
  }

  Path path() {
    return path;
  }

  @Override
  public synchronized void publish(LogRecord event) {
    boolean anothers = ServerThreads.current().filter(group -> !group.equals(threads)).isPresent();
    if (anothers || written > MOST_BYTES || !isLoggable(event)) {
      return;
    }
    try {
      String text = getFormatter().format(event);
      written += text.length();
      writer.write(text);
      if (written > MOST_BYTES) {
        writer.write("The log has reached its bound; what follows is not kept.\n");
      }
      writer.flush();
    } catch (IOException full) {
      // A log that cannot be written has nowhere to say so.
      reportError(null, full, ErrorManager.WRITE_FAILURE);
    }
  }

  @Override
  public synchronized void flush() {
    try {
      writer.flush();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public synchronized void close() {
    loggers.forEach(logger -> logger.removeHandler(this));
    try {
      writer.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
