package dev.parley.notes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which notes of others may be run: those that the user named, as long as no cell of them changed.
 * Kept in a file that is its owner's alone: a line for each note, the SHA-256 of its cells and its
 * path.
 */
public final class Trust {
  private static final int DIGEST_LENGTH = 64;

  private final Path file;

  /**
   * Opens a store.
   *
   * @param file where it is kept; made when the first note is trusted
   */
  public Trust(Path file) {
    this.file = file;
  }

  /**
   * Whether the cells of this note may be run. Bundled notes, which come from no file, are always
   * trusted; no other is as long as the store cannot be read.
   */
  public boolean isTrusted(Note note) {
    if (note.origin().isEmpty()) {
      return true;
    }
    try {
      return digest(note).equals(read().get(path(note)));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Allows the cells of a note as they are now.
   *
   * @throws IOException if the store cannot be written
   */
  public synchronized void trust(Note note) throws IOException {
    if (note.origin().isEmpty()) {
      return;
    }
    Map<String, String> trusted = read();
    trusted.put(path(note), digest(note));
    write(trusted);
  }

  /** The file itself, however it was reached. */
  private static String path(Note note) {
    Path path = note.origin().orElseThrow().toAbsolutePath().normalize();
    try {
      return escape(path.toRealPath().toString());
    } catch (IOException e) {
      return escape(path.toString());
    }
  }

  private static String escape(String path) {
    return path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private Map<String, String> read() throws IOException {
    Map<String, String> trusted = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return trusted;
    }
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (line.length() > DIGEST_LENGTH + 1 && line.charAt(DIGEST_LENGTH) == ' ') {
        trusted.put(line.substring(DIGEST_LENGTH + 1), line.substring(0, DIGEST_LENGTH));
      }
    }
    return trusted;
  }

  /** Writes a new file beside the old one and puts it in its place: there is never half a store. */
  private void write(Map<String, String> trusted) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Path draft = Files.createTempFile(folder, "trust", ".new", ownerOnly);
    try {
      StringBuilder lines = new StringBuilder();
      trusted.forEach((path, digest) -> lines.append(digest).append(' ').append(path).append('\n'));
      Files.writeString(draft, lines, StandardCharsets.UTF_8);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /**
   * Over everything that decides what a cell does; each part with its length, so that none can pass
   * for two.
   */
  private static String digest(Note note) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Cell cell : note.cells()) {
        update(digest, cell.kind().name());
        update(digest, cell.noexec() ? "noexec" : "exec");
        update(digest, String.join("|", cell.needs()));
        update(digest, cell.timeout().map(Object::toString).orElse(""));
        update(digest, cell.source());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void update(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
