package dev.parley.commands.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.commands.UserException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteReplacementTest {
  @TempDir Path folder;

  @Test
  void modeAndOwnerStayAndALinkGoesOnLeadingToTheFile() throws IOException {
    Path note = Files.writeString(folder.resolve("note.md"), "\ufeffbefore");
    Files.setPosixFilePermissions(note, PosixFilePermissions.fromString("rw-r-----"));
    String owner = Files.getOwner(note).getName();
    Path link = Files.createSymbolicLink(folder.resolve("link.md"), note);
    NoteReplacement.write(link, "\ufeffbefore", "\ufeffafter");
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("\ufeffafter", Files.readString(note));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(note)));
    assertEquals(owner, Files.getOwner(note).getName());
    assertEquals(List.of("link.md", "note.md"), names());
  }

  @Test
  void anotherEncodingIsRefusedAndNoOctetChanges() throws IOException {
    byte[] octets = "Проза".getBytes(Charset.forName("windows-1251"));
    Path note = Files.write(folder.resolve("note.md"), octets);
    String read = new String(octets, StandardCharsets.UTF_8);
    assertThrows(UserException.class, () -> NoteReplacement.write(note, read, read + "x"));
    assertArrayEquals(octets, Files.readAllBytes(note));
    assertEquals(List.of("note.md"), names());
  }

  @Test
  void aReadOnlyFileIsRefused() throws IOException {
    Path note = Files.writeString(folder.resolve("note.md"), "before");
    Files.setPosixFilePermissions(note, PosixFilePermissions.fromString("r--r--r--"));
    assertThrows(UserException.class, () -> NoteReplacement.write(note, "before", "after"));
    assertEquals("before", Files.readString(note));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
