package dev.parley.commands.cell;

import dev.parley.brokers.support.FileTrouble;
import dev.parley.commands.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;

/**
 * Gives a note's file another text, whole or not at all. Its mode and its owner stay, a symbolic
 * link goes on leading to it.
 */
final class NoteReplacement {
  private static final Set<PosixFilePermission> WRITE =
      Set.of(
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

  private NoteReplacement() {}

  /**
   * Replaces the text.
   *
   * @param before what was read from the file
   * @throws UserException if the file is not that text in UTF-8 any more, or may not be written
   */
  static void write(Path file, String before, String after) {
    try {
      Path real = file.toRealPath();
      if (!Arrays.equals(Files.readAllBytes(real), before.getBytes(StandardCharsets.UTF_8))) {
        throw UserException.failed(
            file + " is not rewritten: it is not UTF-8, or has changed",
            "save it as UTF-8 and test it again");
      }
      PosixFileAttributes attributes = Files.readAttributes(real, PosixFileAttributes.class);
      if (!Files.isWritable(real) || attributes.permissions().stream().noneMatch(WRITE::contains)) {
        throw UserException.failed(file + " is read-only", "chmod u+w lets it be rewritten");
      }
      replace(real, attributes, after);
    } catch (IOException e) {
      throw UserException.failed("cannot write " + file + ": " + FileTrouble.said(e), "");
    }
  }

  private static void replace(Path real, PosixFileAttributes attributes, String text)
      throws IOException {
    Path draft = Files.createTempFile(real.getParent(), ".parley", ".md");
    try {
      Files.writeString(draft, text);
      PosixFileAttributeView view = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
      PosixFileAttributes own = view.readAttributes();
      // Only who may give files away needs to, or can; the mode comes last, for a change of owner
      // clears bits of it.
      if (!own.group().equals(attributes.group())) {
        view.setGroup(attributes.group());
      }
      if (!own.owner().equals(attributes.owner())) {
        view.setOwner(attributes.owner());
      }
      view.setPermissions(attributes.permissions());
      Files.move(draft, real, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
