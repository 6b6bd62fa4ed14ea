package dev.parley.brokers.support;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Folders and files that nobody but their owner may look into, whatever the umask is: messages,
 * logs and what was typed are in them. Where a file system has no such permissions, as a Windows
 * one, it decides.
 */
public final class OwnerOnly {
  private OwnerOnly() {}

  /** Makes a folder where it is missing, and closes it to others. Its parents are made as usual. */
  public static Path directory(Path path) throws IOException {
    Files.createDirectories(path);
    return closed(path, "rwx------");
  }

  /** Makes an empty file where it is missing, and closes it to others. */
  public static Path file(Path path) throws IOException {
    try {
      Files.createFile(path);
    } catch (FileAlreadyExistsException there) {
      // Then what is in it stays.
    }
    return closed(path, "rw-------");
  }

  private static Path closed(Path path, String permissions) throws IOException {
    FileStore store = Files.getFileStore(path);
    Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(permissions);
    if (store.supportsFileAttributeView(PosixFileAttributeView.class)
        && !Files.getPosixFilePermissions(path).equals(wanted)) {
      Files.setPosixFilePermissions(path, wanted);
    }
    return path;
  }
}
