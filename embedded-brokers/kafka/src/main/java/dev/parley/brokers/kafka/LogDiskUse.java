package dev.parley.brokers.kafka;

import dev.parley.brokers.support.DiskUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Adds up what a log directory takes on disk. Kafka lays an index out in full length when it begins
 * it, as a hole that takes no room: of that only what the log beside it can have filled is counted.
 */
final class LogDiskUse extends DiskUse {
  private static final long BLOCK = 4096;

  /** The longest entry of an index, and how much of a log one entry stands for, in bytes. */
  private static final long ENTRY = 12;

  private LogDiskUse() {}

  static long ofLogs(Path directory) {
    return new LogDiskUse().in(directory);
  }

  @Override
  protected long size(Path file, long length) throws IOException {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    if (dot <= 0 || !name.endsWith("index")) {
      return length;
    }
    Path log = file.resolveSibling(name.substring(0, dot) + ".log");
    long entries = (Files.exists(log) ? Files.size(log) : 0) / BLOCK + 1;
    return Math.min(length, (entries * ENTRY + BLOCK - 1) / BLOCK * BLOCK);
  }
}
