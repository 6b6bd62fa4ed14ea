package dev.parley.notes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** A folder of notes. Hidden folders are left out, links to folders are not followed. */
record Vault(Path folder) {
  /** More files than this are not looked at. */
  static final int MAX_FILES = 20_000;

  private static final int MAX_DEPTH = 16;

  /** The notes in it, as they are now, in the order of their paths. */
  List<NoteFile> files() {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder, EnumSet.noneOf(java.nio.file.FileVisitOption.class), MAX_DEPTH, visitor(found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.stream().sorted().<NoteFile>map(VaultFile::new).toList();
  }

  private SimpleFileVisitor<Path> visitor(List<Path> found) {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
        boolean hidden = !dir.equals(folder) && String.valueOf(dir.getFileName()).startsWith(".");
        return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (VaultFile.isNote(file) && Files.isRegularFile(file)) {
          found.add(file);
        }
        return found.size() < MAX_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
      }

      // A folder that may not be read is no reason to show none of the others.
      @Override
      public FileVisitResult visitFileFailed(Path file, IOException e) {
        return FileVisitResult.CONTINUE;
      }
    };
  }
}
