package dev.parley.brokers.support;

import dev.parley.brokers.BrokerException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one server, for this process alone: a held file lock says so, because a lock
 * ends with its process and a process id does not. A temporary one goes when it is closed, when the
 * JVM ends, or, after a SIGKILL, when the next one is made.
 *
 * <p>A process that opens and closes a file loses its lock on it. So before a lock file is opened,
 * a name or a note beside it says whether this process is the holder.
 */
public final class DataDirectory implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(DataDirectory.class.getName());

  /** With less room than that nothing can be stored any more: some write files of a MiB. */
  private static final long FULL_BYTES = 2 << 20;

  private static final String LOCK = ".lock";
  private static final String OWN_LOCK = ".parley-lock";

  /** Says in a directory of the user's whose data it is. */
  private static final String SYSTEM = ".parley-system";

  private final Path path;
  private final boolean durable;
  private final FileChannel lock;
  private final Path note;
  private final Optional<Thread> hook;
  private final Optional<Object> identity;

  private DataDirectory(Path path, boolean durable, FileChannel lock, Path note) {
    this.path = path;
    this.durable = durable;
    this.lock = lock;
    this.note = note;
    this.identity = identity(path);
    this.hook =
        durable ? Optional.empty() : Optional.of(new Thread(this::remove, "parley-data-removal"));
    try {
      hook.ifPresent(Runtime.getRuntime()::addShutdownHook);
    } catch (IllegalStateException ending) {
      // Then no hook would remove it any more.
      remove();
      throw new BrokerException("parley ends", "nothing is started any more", ending);
    }
  }

  /**
   * A directory of the user's, made where it is missing. It is empty, or held the same system
   * before.
   *
   * @param system whose data it is
   * @throws BrokerException if it cannot be had, holds other things, or somebody else has it
   */
  public static DataDirectory durable(Path path, String system) {
    try {
      Files.createDirectories(path);
      check(path, system);
      OwnerOnly.directory(path);
      Path note = path.resolve(".parley-owner");
      if (Files.exists(note) && Files.readString(note).equals(thisProcess())) {
        throw taken(path, system, "this program");
      }
      FileChannel lock = open(path.resolve(OWN_LOCK));
      if (!lock(lock)) {
        lock.close();
        throw taken(path, system, "another program");
      }
      Files.writeString(path.resolve(SYSTEM), system + "\n");
      Files.writeString(note, thisProcess());
      return new DataDirectory(path, true, lock, note);
    } catch (IOException failed) {
      throw new BrokerException(
          path + " cannot hold data: " + FileTrouble.said(failed),
          "a directory that can be written to",
          failed);
    }
  }

  private static void check(Path path, String system) throws IOException {
    Path mark = path.resolve(SYSTEM);
    if (Files.exists(mark)) {
      String held = Files.readString(mark).strip();
      if (!held.equals(system)) {
        throw new BrokerException(
            path + " holds the data of " + held, "a directory for each system: take another one");
      }
      return;
    }
    try (Stream<Path> files = Files.list(path)) {
      // A lock alone is somebody's who starts at the same time.
      if (files.anyMatch(file -> !file.getFileName().toString().equals(OWN_LOCK))) {
        throw new BrokerException(
            path + " holds other things",
            "--data takes an empty directory, or one that held " + system);
      }
    }
  }

  private static BrokerException taken(Path path, String system, String by) {
    return new BrokerException(
        path + " is in use by a " + system + " of " + by,
        "stop that one, or take another directory");
  }

  /**
   * A new directory under the given one; what dead processes left there is removed.
   *
   * @throws BrokerException if it cannot be made
   */
  public static DataDirectory temporary(Path parent) {
    try {
      OwnerOnly.directory(parent);
      removeLeftovers(parent);
      for (long number = 1; ; number++) {
        String name = thisProcess() + "-" + number;
        Path note = parent.resolve(name + LOCK);
        if (Files.exists(note)) {
          continue;
        }
        FileChannel lock = open(note);
        // Another process that removes leftovers may have taken the file for one in between.
        if (lock(lock) && Files.exists(note)) {
          return new DataDirectory(OwnerOnly.directory(parent.resolve(name)), false, lock, note);
        }
        lock.close();
      }
    } catch (IOException failed) {
      throw new BrokerException(
          parent + " cannot hold temporary data: " + FileTrouble.said(failed),
          "a directory that can be written to",
          failed);
    }
  }

  private static void removeLeftovers(Path parent) throws IOException {
    List<Path> locks = new ArrayList<>();
    try (Stream<Path> files = Files.list(parent)) {
      files.filter(file -> file.getFileName().toString().endsWith(LOCK)).forEach(locks::add);
    }
    for (Path file : locks) {
      String name = file.getFileName().toString();
      if (name.startsWith(thisProcess() + "-")) {
        continue;
      }
      try (FileChannel lock = open(file)) {
        if (lock(lock)) {
          delete(file.resolveSibling(name.substring(0, name.length() - LOCK.length())));
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock held = channel.tryLock();
      return held != null;
    } catch (OverlappingFileLockException heldHere) {
      return false;
    }
  }

  /** Process ids come again, on some machines always the same ones; with the time they do not. */
  private static String thisProcess() {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return self.pid() + "-" + started;
  }

  public Path path() {
    return path;
  }

  public boolean durable() {
    return durable;
  }

  /**
   * What keeps data from being kept there, in one line.
   *
   * @param vital what has to be in it
   */
  public Optional<String> trouble(List<Path> vital) {
    if (isGone()) {
      return Optional.of("its data directory " + path + " is gone");
    }
    for (Path part : vital) {
      if (!Files.exists(part)) {
        return Optional.of("its data " + part + " is gone");
      }
    }
    try {
      return Files.getFileStore(path).getUsableSpace() < FULL_BYTES
          ? Optional.of("the disk that holds " + path + " is full")
          : Optional.empty();
    } catch (IOException unknown) {
      LOG.log(Level.FINE, "Asking for the room in " + path, unknown);
      return Optional.empty();
    }
  }

  /** Whether it was deleted, or another one is in its place. */
  public boolean isGone() {
    return !identity(path).equals(identity) || !Files.isDirectory(path);
  }

  /** Absent where it is not there, or the file system does not tell. */
  private static Optional<Object> identity(Path path) {
    try {
      return Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    hook.ifPresent(DataDirectory::forget);
    remove();
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      LOG.log(Level.FINE, "The JVM ends already; the hook does the same", ending);
    }
  }

  private void remove() {
    try {
      if (!durable) {
        delete(path);
      }
      Files.deleteIfExists(note);
      lock.close();
    } catch (IOException failed) {
      LOG.log(Level.WARNING, "Giving " + path + " back", failed);
    }
  }

  /** Removes a directory and all that is in it; nothing happens if it is not there. */
  public static void delete(Path tree) throws IOException {
    // A server that still runs while the JVM ends may add a file behind the back of the walk.
    for (int attempt = 1; Files.exists(tree); attempt++) {
      try {
        Files.walkFileTree(tree, new Removal());
      } catch (IOException raced) {
        if (attempt == 5) {
          throw raced;
        }
      }
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException changing)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
