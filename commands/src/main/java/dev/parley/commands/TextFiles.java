package dev.parley.commands;

import dev.parley.brokers.support.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text that the user named and that is read as a whole: in UTF-8, and of a size that fits. */
public final class TextFiles {
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private TextFiles() {}

  /**
   * What a file holds.
   *
   * @param given what the user called it
   * @param most bytes that it may have
   * @throws UserException if it cannot be read, is larger, or is no text
   */
  public static String read(Path path, String given, int most) {
    String name = given.isEmpty() ? "''" : given;
    if (Files.isDirectory(path)) {
      throw UserException.failed("cannot read " + name + ": it is a directory", looked(path));
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] octets = in.readNBytes(most);
      if (in.read() >= 0) {
        throw UserException.failed(
            name + " is larger than " + (most >> 20) + " MB", "is it the file that is meant?");
      }
      return text(octets, name);
    } catch (IOException e) {
      throw UserException.failed("cannot read " + name + ": " + FileTrouble.said(e), looked(path));
    }
  }

  private static String looked(Path path) {
    return "it is looked for as " + path;
  }

  /**
   * Octets as text, without the mark that some editors put before it.
   *
   * @throws UserException if they are none
   */
  public static String text(byte[] octets, String name) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
      return unmarked(text);
    } catch (CharacterCodingException e) {
      throw UserException.failed(
          name + " is not UTF-8, so nothing of it is used", "iconv converts it");
    }
  }

  /** Without the mark that may stand before a text, U+FEFF. */
  public static String unmarked(String text) {
    return text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
  }
}
