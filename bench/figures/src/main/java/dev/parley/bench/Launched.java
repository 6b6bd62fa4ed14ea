package dev.parley.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code Transfers} in a JVM of the launcher's. */
final class Launched {
  private final Place place;

  Launched(Place place) {
    this.place = place;
  }

  /**
   * The launcher itself starts the JVM, so that its flags are those of the shell: the class that is
   * given as the last option is the one that runs, and the rest of the line is its arguments.
   */
  List<String> lines(String what, int rounds) throws IOException, InterruptedException {
    Path state = Files.createDirectories(place.work().resolve("transfer"));
    ProcessBuilder builder =
        new ProcessBuilder(place.parley())
            .redirectError(place.work().resolve("err").toFile())
            .redirectInput(Path.of("/dev/null").toFile());
    builder.environment().putAll(place.environment());
    String given = System.getenv().getOrDefault("PARLEY_JAVA_OPTIONS", "");
    builder
        .environment()
        .put(
            "PARLEY_JAVA_OPTIONS",
            String.join(
                " ",
                given,
                "-cp",
                // The program's jar first: the tools run with its clients.
                place.home().resolve("shell/target/parley.jar") + ":" + place.classPath("figures"),
                "dev.parley.bench.transfer.Transfers",
                state.toString(),
                what,
                Integer.toString(rounds)));
    Process process = builder.start();
    List<String> lines = new ArrayList<>();
    try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        System.err.println("  " + line);
      }
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(place.work().resolve("err")));
    }
    return lines;
  }
}
