package dev.parley.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {
  private static final String CELL = "# A\n```parley\nstart kafka\n```\n";

  @TempDir Path folder;
  private Path file;
  private Trust trust;

  @BeforeEach
  void open() {
    file = folder.resolve("state").resolve("trusted");
    trust = new Trust(file);
  }

  @Test
  void bundledNotesAreTrustedOthersAreNot() {
    assertTrue(trust.isTrusted(Notes.bundled("n", CELL)));
    assertFalse(trust.isTrusted(note("n.md", CELL)));
    assertFalse(Files.exists(file));
  }

  @Test
  void aTrustedNoteStaysSoWhileOnlyItsTextChanges() throws IOException {
    trust.trust(note("n.md", CELL));
    assertTrue(new Trust(file).isTrusted(note("n.md", CELL)));
    assertTrue(trust.isTrusted(note("n.md", "More text\n\n" + CELL)));
  }

  @Test
  void aChangedCellVoidsIt() throws IOException {
    trust.trust(note("n.md", CELL));
    assertFalse(trust.isTrusted(note("n.md", CELL.replace("kafka", "rabbit"))));
    assertFalse(trust.isTrusted(note("n.md", CELL.replace("parley", "java"))));
    assertFalse(trust.isTrusted(note("n.md", CELL + "```java\nint x;\n```\n")));
    assertFalse(trust.isTrusted(note("other.md", CELL)));
  }

  @Test
  void oneCellIsNotTwo() throws IOException {
    trust.trust(note("n.md", "```parley\na\nb\n```\n"));
    assertFalse(trust.isTrusted(note("n.md", "```parley\na\n```\n\n```parley\nb\n```\n")));
  }

  @Test
  void theStoreIsItsOwnersAloneAndNothingIsLeftBesideIt() throws IOException {
    trust.trust(note("n.md", CELL));
    trust.trust(note("with\nbreak.md", CELL));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertEquals(1, files.count());
    }
    assertTrue(trust.isTrusted(note("n.md", CELL)));
    assertTrue(trust.isTrusted(note("with\nbreak.md", CELL)));
  }

  @Test
  void aBrokenStoreTrustsNobody() throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[] {(byte) 0xff, 0, 1, '\n'});
    assertFalse(trust.isTrusted(note("n.md", CELL)));
  }

  private Note note(String name, String source) {
    return new NoteParser().parse(source, "n", Optional.of(folder.resolve(name)));
  }
}
