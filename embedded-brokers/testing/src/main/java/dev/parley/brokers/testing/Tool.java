package dev.parley.brokers.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Somebody else's client, as a child process. */
public final class Tool {
  private static final long PATIENCE_SECONDS = 60;

  private final List<String> command;

  private Tool(List<String> command) {
    this.command = List.copyOf(command);
  }

  public static Tool of(String... command) {
    return new Tool(Arrays.asList(command));
  }

  /** The machine's own Python with a script. Other Pythons do not see the machine's packages. */
  public static Tool python(Path script) {
    return of("/usr/bin/python3", script.toString());
  }

  /**
   * Whether it is on this machine; if not, that is printed.
   *
   * @param check ends well where it is
   */
  public static boolean here(String name, String... check) throws InterruptedException {
    boolean here;
    try {
      Process process =
          new ProcessBuilder(check)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      here = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
      process.destroyForcibly();
    } catch (IOException notThere) {
      here = false;
    }
    if (!here) {
      Missing.tell("nothing is exchanged with " + name + ": it is not on this machine");
    }
    return here;
  }

  /**
   * Runs it to its end.
   *
   * @return what it printed, to the last octet
   * @throws AssertionError if it failed, or did not end
   */
  public byte[] run(String... arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile("tool", ".out");
    Path errors = Files.createTempFile("tool", ".err");
    try {
      List<String> words = new ArrayList<>(command);
      words.addAll(List.of(arguments));
      ProcessBuilder builder = new ProcessBuilder(words);
      builder.environment().put("PYTHONIOENCODING", "utf-8");
      Process process =
          builder
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError(words + ": " + Files.readString(errors));
      }
      return Files.readAllBytes(output);
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  /** The lines that it printed. */
  public List<String> lines(String... arguments) throws IOException, InterruptedException {
    return new String(run(arguments), StandardCharsets.UTF_8).lines().toList();
  }
}
