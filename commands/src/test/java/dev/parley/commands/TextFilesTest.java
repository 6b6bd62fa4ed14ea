package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {
  @TempDir private Path folder;

  private static String refused(Path file, String given) {
    return assertThrows(UserException.class, () -> TextFiles.read(file, given, 1 << 20))
        .getMessage();
  }

  @Test
  void aMarkBeforeTheTextIsNoPartOfIt() throws Exception {
    Path file = Files.writeString(folder.resolve("script"), "\ufefflist\n");
    assertEquals("list\n", TextFiles.read(file, "script", 1 << 20));
  }

  @Test
  void noMoreIsReadThanFits() throws Exception {
    Path file = folder.resolve("large");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(1 << 20);
      assertEquals(1 << 20, TextFiles.read(file, "large", 1 << 20).length());
      large.setLength(1L << 40);
    }
    assertEquals("large is larger than 1 MB", refused(file, "large"));
  }

  @Test
  void whatIsWrongIsSaidInWords() throws Exception {
    Path missing = folder.resolve("none");
    assertEquals("cannot read none: there is no such file", refused(missing, "none"));
    assertEquals("cannot read '': it is a directory", refused(folder, ""));
    Path binary = Files.write(folder.resolve("binary"), new byte[] {-1});
    assertEquals("binary is not UTF-8, so nothing of it is used", refused(binary, "binary"));
  }
}
