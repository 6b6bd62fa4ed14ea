package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that is started. */
class LauncherIT {
  private static final String VERSION = "parley ";

  @TempDir private Path folder;
  private Program program;

  @BeforeEach
  void set() {
    program = new Program(folder.resolve("state")).in(folder);
  }

  @Test
  void itIsFoundThroughSymbolicLinksFromAnyFolder() throws Exception {
    Path links = Files.createDirectories(folder.resolve("a b"));
    Path absolute = Files.createSymbolicLink(links.resolve("one"), Path.of(program.launcher()));
    Path relative = Files.createSymbolicLink(folder.resolve("two"), Path.of("a b/one"));
    for (Path link : List.of(absolute, relative, Path.of("./two"))) {
      Outcome outcome = run(Map.of(), link.toString(), "--version").expect(0);
      assertTrue(outcome.data().startsWith(VERSION), outcome.toString());
      assertEquals("", outcome.words());
    }
  }

  @Test
  void itsFolderMayHaveBlanksInItsName() throws Exception {
    Installation installation = Installation.in(folder.resolve("my own  parley"));
    Path target = installation.home().resolve("shell/target");
    try (Stream<Path> files = Files.list(Installation.ready().home().resolve("shell/target"))) {
      // One that was made elsewhere: it does not fit, and that is no reason for a word.
      for (Path archive : files.filter(file -> file.toString().endsWith(".jsa")).toList()) {
        Files.copy(archive, target.resolve(archive.getFileName()));
      }
    }
    Outcome outcome = run(Map.of(), installation.launcher().toString(), "open", "index").expect(0);
    assertTrue(outcome.data().contains("A first taste"), outcome.toString());
    assertEquals("", outcome.words());
  }

  @Test
  void aJavaThatIsTooOldGetsOneLine() throws Exception {
    Path java = Files.createDirectories(folder.resolve("old/bin")).resolve("java");
    script(java, "echo 'this Java must not be run' >&2; exit 1");
    Files.writeString(folder.resolve("old/release"), "JAVA_VERSION=\"11.0.2\"\n");
    Map<String, String> old = Map.of("JAVA_HOME", folder.resolve("old").toString());
    Outcome outcome = run(old, program.launcher(), "--version").expect(1);
    assertEquals(
        "parley: Java 11.0.2 is too old: install a JDK, 17 or newer, or set JAVA_HOME to one",
        outcome.words().strip());
    assertEquals("", outcome.data());

    // Java 8 counts in another way.
    Files.writeString(folder.resolve("old/release"), "JAVA_VERSION=\"1.8.0_402\"\n");
    Outcome eight = run(old, program.launcher(), "--version").expect(1);
    assertTrue(eight.words().contains("1.8.0_402 is too old"), eight.toString());
  }

  @Test
  void withoutMavenTheFirstRunSaysSoInOneLine() throws Exception {
    Path home = Files.createDirectories(folder.resolve("fresh"));
    Path launcher = home.resolve("parley");
    Files.copy(Path.of(program.launcher()), launcher);
    assertTrue(launcher.toFile().setExecutable(true));
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool :
        List.of("sh", "dirname", "readlink", "find", "head", "sed", "mktemp", "mkdir")) {
      Files.createSymbolicLink(tools.resolve(tool), which(tool));
    }
    Outcome outcome =
        run(
                Map.of("PATH", tools.toString(), "JAVA_HOME", System.getProperty("java.home")),
                launcher.toString(),
                "--version")
            .expect(1);
    assertEquals(
        "parley: Maven is missing: install Maven 3.8 or newer; it is needed once, to build",
        outcome.words().strip());

    Outcome noJava =
        run(Map.of("PATH", tools.toString(), "JAVA_HOME", ""), launcher.toString()).expect(1);
    assertEquals("parley: Java is missing: install a JDK, 17 or newer", noJava.words().strip());
  }

  @Test
  void aBuildThatFailsShowsItsErrorsAndNoJarIsMade() throws Exception {
    Path home = Files.createDirectories(folder.resolve("fresh"));
    Path launcher = home.resolve("parley");
    Files.copy(Path.of(program.launcher()), launcher);
    assertTrue(launcher.toFile().setExecutable(true));
    Path tools = Files.createDirectories(folder.resolve("tools"));
    script(
        tools.resolve("mvn"),
        """
        echo '[INFO] Building Parley notes 0.1 [1/2]'
        echo '[ERROR] the reason of it'
        exit 1
        """);
    Outcome outcome =
        run(Map.of("PATH", tools + ":" + System.getenv("PATH")), launcher.toString(), "--version")
            .expect(1);
    assertTrue(outcome.words().contains("[ERROR] the reason of it"), outcome.toString());
    assertFalse(outcome.words().contains("[INFO]"), outcome.toString());
    assertEquals("", outcome.data());
  }

  private Outcome run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(List.of(command))).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(program.environment());
    builder.environment().putAll(environment);
    try (Running running = new Running(builder.start())) {
      running.feed(new byte[0]);
      return running.end(Duration.ofSeconds(60));
    }
  }

  private static Path which(String tool) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(entry -> Path.of(entry, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + tool + " on the path"));
  }

  private static void script(Path file, String lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + lines);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
