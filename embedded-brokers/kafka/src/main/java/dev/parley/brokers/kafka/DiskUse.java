package dev.parley.brokers.kafka;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Adds up what a log directory takes on disk, while it changes. */
final class DiskUse extends SimpleFileVisitor<Path> {
  private static final long BLOCK = 4096;

  /** The longest entry of an index, and how much of a log one entry stands for, in bytes. */
  private static final long ENTRY = 12;

  private long bytes;

  private DiskUse() {}

  static long of(Path directory) {
    DiskUse use = new DiskUse();
    try {
      Files.walkFileTree(directory, use);
    } catch (IOException gone) {
      // What was counted so far is the answer: the directory is being deleted.
      return use.bytes;
    }
    return use.bytes;
  }

  /**
   * Kafka lays an index out in full length when it begins it, as a hole that takes no room: of that
   * only what the log beside it can have filled is counted.
   */
  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    String name = file.getFileName().toString();
    long size = attributes.size();
    int dot = name.lastIndexOf('.');
    if (dot > 0 && name.endsWith("index")) {
      Path log = file.resolveSibling(name.substring(0, dot) + ".log");
      long entries = (Files.exists(log) ? Files.size(log) : 0) / BLOCK + 1;
      size = Math.min(size, (entries * ENTRY + BLOCK - 1) / BLOCK * BLOCK);
    }
    bytes += size;
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException gone) {
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException changing) {
    return FileVisitResult.CONTINUE;
  }
}
