package dev.parley.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * The program as a user has it after the first run: the launcher above the jars that this build
 * made, without the sources, so that it never builds. It keeps its class archive between runs.
 *
 * @param home the folder of the launcher
 */
record Installation(Path home) {
  private static final List<String> JARS = List.of("parley.jar", "brokers.jar");

  /** The one in this build's folder, made if it is not there. */
  static synchronized Installation ready() {
    return in(Path.of("target/installed").toAbsolutePath());
  }

  /** Makes one in a folder. */
  static Installation in(Path home) {
    try {
      Path target = home.resolve("shell/target");
      Path training = home.resolve("shell/src/main/parley/training");
      Files.createDirectories(target);
      Files.createDirectories(training.getParent());
      copy(Path.of("../parley"), home.resolve("parley"));
      copy(Path.of("src/main/parley/training"), training);
      // Nothing here is newer than the jar, so the launcher has nothing to build.
      for (Path old : List.of(training, training.getParent(), home.resolve("shell/src/main"))) {
        Files.setLastModifiedTime(old, FileTime.fromMillis(0));
      }
      for (String name : JARS) {
        Path jar = target.resolve(name);
        if (!Files.exists(jar)) {
          Files.deleteIfExists(jar);
          Files.createSymbolicLink(jar, Path.of("target", name).toAbsolutePath());
        }
      }
    } catch (IOException e) {
      throw new AssertionError("package comes before these tests: " + e, e);
    }
    return new Installation(home);
  }

  /**
   * Not again where it is: a process that is started meanwhile would hold the launcher open for
   * writing, and nobody could run it.
   */
  private static void copy(Path from, Path to) throws IOException {
    if (Files.exists(to) && Files.mismatch(from, to) < 0) {
      return;
    }
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
  }

  Path launcher() {
    return home.resolve("parley");
  }
}
