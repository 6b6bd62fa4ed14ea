package dev.parley.brokers.support;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Adds up what a directory takes on disk, while it changes. */
public class DiskUse extends SimpleFileVisitor<Path> {
  private long bytes;

  protected DiskUse() {}

  /** The bytes of all files; 0 if there is no such directory. */
  public static long of(Path directory) {
    return new DiskUse().in(directory);
  }

  protected final long in(Path directory) {
    try {
      Files.walkFileTree(directory, this);
    } catch (IOException gone) {
      // What was counted so far is the answer: the directory is being deleted.
      return bytes;
    }
    return bytes;
  }

  /** What one file takes. */
  protected long size(Path file, long length) throws IOException {
    return length;
  }

  @Override
  public final FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
      throws IOException {
    bytes += size(file, attributes.size());
    return FileVisitResult.CONTINUE;
  }

  @Override
  public final FileVisitResult visitFileFailed(Path file, IOException gone) {
    return FileVisitResult.CONTINUE;
  }

  @Override
  public final FileVisitResult postVisitDirectory(Path directory, @Nullable IOException changing) {
    return FileVisitResult.CONTINUE;
  }
}
