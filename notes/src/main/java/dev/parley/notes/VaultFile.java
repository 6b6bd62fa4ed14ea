package dev.parley.notes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A note in a folder of the user's. */
record VaultFile(Path file) implements NoteFile {
  /** A file larger than this, in bytes, is no note. */
  private static final long MAX_BYTES = 64L << 20;

  static boolean isNote(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".md");
  }

  @Override
  public String id() {
    String name = String.valueOf(file.getFileName());
    return isNote(file) ? name.substring(0, name.length() - 3) : name;
  }

  @Override
  public Optional<Language> language() {
    return Optional.empty();
  }

  @Override
  public Optional<Path> path() {
    return Optional.of(file);
  }

  @Override
  public String read() throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is larger than " + (MAX_BYTES >> 20) + " MB");
    }
    byte[] octets = Files.readAllBytes(file);
    String text = new String(octets, StandardCharsets.UTF_8);
    // Only then may something have been replaced.
    if (text.indexOf('\ufffd') >= 0) {
      requireUtf8(octets);
    }
    return text;
  }

  private static void requireUtf8(byte[] octets) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(octets);
    CharBuffer out = CharBuffer.allocate(octets.length);
    if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) {
        line += octets[i] == '\n' ? 1 : 0;
      }
      throw new IOException("line " + line + " is not UTF-8; iconv converts it");
    }
  }

  @Override
  public String version() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS) + " " + attributes.size();
  }
}
