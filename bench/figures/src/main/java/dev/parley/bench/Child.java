package dev.parley.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs programs to their end. */
final class Child {
  private final Place place;

  Child(Place place) {
    this.place = place;
  }

  /**
   * What a run was.
   *
   * @param millis from before the process was made until it had ended
   * @param printed its standard output
   */
  record Run(double millis, String printed) {}

  /**
   * Runs a program.
   *
   * @throws IllegalStateException if its exit code is not 0
   */
  Run run(List<String> command) throws IOException, InterruptedException {
    Path out = place.work().resolve("out");
    Path err = place.work().resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(place.environment());
    long begin = System.nanoTime();
    int code = builder.start().waitFor();
    double millis = (System.nanoTime() - begin) / 1e6;
    if (code != 0) {
      throw new IllegalStateException(
          command + " ended with " + code + ": " + Files.readString(err, StandardCharsets.UTF_8));
    }
    return new Run(millis, Files.readString(out, StandardCharsets.UTF_8));
  }

  /** A pipe into {@code cat}, as somebody types it. */
  static List<String> throughCat(List<String> command) {
    List<String> all = new java.util.ArrayList<>(List.of("sh", "-c", "\"$@\" | cat", "sh"));
    all.addAll(command);
    return all;
  }
}
