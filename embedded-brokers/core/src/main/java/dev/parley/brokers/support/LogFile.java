package dev.parley.brokers.support;

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
 * Where a server and its clients in this JVM write their log: a file, never the terminal. It is
 * bounded; what came before the last start is in a second file of the same name with {@code .1}.
 */
public final class LogFile extends Handler {
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

  /** No word of these goes to the console from now on. The loggers must be kept by the caller. */
  public static List<Logger> silence(List<String> names) {
    List<Logger> loggers = names.stream().map(Logger::getLogger).toList();
    for (Logger logger : loggers) {
      logger.setUseParentHandlers(false);
      logger.setLevel(Level.WARNING);
    }
    return loggers;
  }

  /**
   * @param threads of the server; what threads of other servers say is theirs
   * @param names of the loggers whose words go there
   */
  public static LogFile open(Path path, ThreadGroup threads, List<String> names)
      throws IOException {
    OwnerOnly.directory(path.toAbsolutePath().getParent());
    if (Files.exists(path)) {
      Files.move(
          path,
          path.resolveSibling(path.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Writer writer = Files.newBufferedWriter(OwnerOnly.file(path), StandardOpenOption.APPEND);
    LogFile file = new LogFile(path, writer, threads, silence(names));
    file.loggers.forEach(logger -> logger.addHandler(file));
    return file;
  }

  public Path path() {
    return path;
  }

  @Override
  public synchronized void publish(LogRecord event) {
    // A node of the server has a group of its own within the server's.
    boolean anothers =
        ServerThreads.current().filter(group -> !threads.parentOf(group)).isPresent();
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
