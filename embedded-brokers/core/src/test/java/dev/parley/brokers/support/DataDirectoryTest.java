package dev.parley.brokers.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.brokers.BrokerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
  @TempDir Path folder;

  private String refused(Path path, String system) {
    return assertThrows(BrokerException.class, () -> DataDirectory.durable(path, system).close())
        .getMessage();
  }

  @Test
  void aFolderThatHoldsOtherThingsIsRefusedAndStaysAsItIs() throws IOException {
    Files.writeString(folder.resolve("letter.txt"), "dear");
    assertEquals(folder + " holds other things", refused(folder, "kafka"));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("letter.txt")), files.toList());
    }
  }

  @Test
  void aFolderIsOneSystems() throws IOException {
    DataDirectory.durable(folder, "kafka").close();
    Files.writeString(folder.resolve("data"), "x");
    assertEquals(folder + " holds the data of kafka", refused(folder, "sqs"));
    DataDirectory.durable(folder, "kafka").close();
    assertEquals("x", Files.readString(folder.resolve("data")));
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertEquals(
        file + " cannot hold data: a file of that name is there already", refused(file, "sqs"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseMayLookIn() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    DataDirectory durable = DataDirectory.durable(folder.resolve("kept"), "kafka");
    DataDirectory temporary = DataDirectory.temporary(folder.resolve("state"));
    Path log = OwnerOnly.file(OwnerOnly.directory(folder).resolve("a.log"));
    assertEquals("rwx------", permissions(durable.path()));
    assertEquals("rwx------", permissions(temporary.path()));
    assertEquals("rwx------", permissions(folder.resolve("state")));
    assertEquals("rwx------", permissions(folder));
    assertEquals("rw-------", permissions(log));
    temporary.close();
    durable.close();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
