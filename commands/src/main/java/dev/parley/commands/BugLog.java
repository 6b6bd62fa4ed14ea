package dev.parley.commands;

import dev.parley.brokers.support.OwnerOnly;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** Where the traces of bugs go: never to the terminal. */
public final class BugLog {
  private BugLog() {}

  /** What the user is told of it. */
  public static String line(Throwable bug) {
    return bug instanceof OutOfMemoryError
        ? "the memory ran out: parley may take " + (Runtime.getRuntime().maxMemory() >> 20) + " MB"
        : "this is a bug in parley: " + bug;
  }

  /** Appends a trace; if even that fails, the line that the user saw has to do. */
  public static void append(Path file, String during, Throwable bug) {
    StringWriter trace = new StringWriter();
    bug.printStackTrace(new PrintWriter(trace));
    try {
      OwnerOnly.directory(file.toAbsolutePath().getParent());
      Files.writeString(
          OwnerOnly.file(file),
          Instant.now() + " during " + during + "\n" + trace,
          StandardOpenOption.APPEND);
    } catch (IOException nowhereToWrite) {
      // The one line on the screen has been printed already.
    }
  }
}
