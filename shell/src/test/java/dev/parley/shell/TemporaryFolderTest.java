package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TemporaryFolderTest {
  @TempDir Path parent;

  @Test
  void whatADeadProcessLeftIsRemovedAndALivingOnesStays() throws Exception {
    Process other = new ProcessBuilder("cat").start();
    Path living = TemporaryFolder.make(parent, other.pid());
    Files.writeString(living.resolve("native.so.lck"), "");
    Path own = TemporaryFolder.make(parent, ProcessHandle.current().pid());
    assertTrue(Files.exists(living.resolve("native.so.lck")));
    other.destroyForcibly().waitFor();
    assertEquals(own, TemporaryFolder.make(parent, ProcessHandle.current().pid()));
    assertFalse(Files.exists(living));
  }
}
