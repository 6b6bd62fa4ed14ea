package dev.parley.notes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder of notes. Hidden folders are left out, links to folders are not followed. */
record Vault(Path folder) {
  /** More files than this are not looked at. */
  static final int MAX_FILES = 20_000;

  private static final int MAX_DEPTH = 16;

  /**
   * What was found.
   *
   * @param unreadable folders that could not be looked into
   */
  record Listing(List<NoteFile> files, int unreadable, boolean more) {}

  /** The notes in it, as they are now, in the order of their paths. */
  Listing list() {
    Finder finder = new Finder();
    try {
      Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, finder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<NoteFile> files = finder.found.stream().sorted().<NoteFile>map(VaultFile::new).toList();
    return new Listing(files, finder.unreadable, finder.more);
  }

  private final class Finder extends SimpleFileVisitor<Path> {
    private final List<Path> found = new ArrayList<>();
    private int unreadable;
    private boolean more;

    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
      boolean hidden = !dir.equals(folder) && String.valueOf(dir.getFileName()).startsWith(".");
      return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      // At the greatest depth a folder is visited like a file.
      more |= attributes.isDirectory();
      if (VaultFile.isNote(file) && (attributes.isRegularFile() || Files.isRegularFile(file))) {
        if (found.size() == MAX_FILES) {
          more = true;
          return FileVisitResult.TERMINATE;
        }
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    // A folder that may not be read is no reason to show none of the others.
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      unreadable++;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) {
      if (e != null) {
        unreadable++;
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
