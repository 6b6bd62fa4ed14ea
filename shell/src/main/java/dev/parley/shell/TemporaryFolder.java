package dev.parley.shell;

import dev.parley.brokers.support.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where libraries unpack their native parts: a folder of this process, which goes with it. What a
 * killed process left is removed at the next start.
 */
final class TemporaryFolder {
  private TemporaryFolder() {}

  /**
   * Libraries use it from now on; where it cannot be made, they use the system's. The state folder
   * is closed to others.
   */
  static void use(Path state) {
    try {
      OwnerOnly.directory(state);
      Path folder = make(state.resolve("tmp"), ProcessHandle.current().pid());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(folder), "parley-temporary"));
      System.setProperty("java.io.tmpdir", folder.toString());
    } catch (IOException unwritable) {
      debug("No folder for temporary files", unwritable);
    }
  }

  static Path make(Path parent, long process) throws IOException {
    OwnerOnly.directory(parent);
    for (Path folder : in(parent)) {
      String name = folder.getFileName().toString();
      if (name.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(name)).isEmpty()) {
        remove(folder);
      }
    }
    return OwnerOnly.directory(parent.resolve(Long.toString(process)));
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Libraries make files only. */
  private static void remove(Path folder) throws IOException {
    for (Path file : in(folder)) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
  }

  private static void end(Path folder) {
    try {
      remove(folder);
    } catch (IOException busy) {
      debug("The next start removes " + folder, busy);
    }
  }

  /**
   * To make a logger costs more than all the rest, so it is made when there is something to say.
   */
  private static void debug(String line, IOException why) {
    System.getLogger(TemporaryFolder.class.getName()).log(System.Logger.Level.DEBUG, line, why);
  }
}
