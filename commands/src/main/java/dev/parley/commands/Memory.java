package dev.parley.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What this process takes. */
public final class Memory {
  private Memory() {}

  /** Bytes in RAM, as the operating system counts them; empty where it does not tell. */
  public static Optional<Long> residentBytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Optional.of(Long.parseLong(line.replaceAll("\\D", "")) * 1024);
        }
      }
    } catch (IOException noProc) {
      // Only Linux has it.
    }
    return Optional.empty();
  }

  /** Bytes of the heap that objects take, garbage included. */
  public static long heapBytes() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Live threads. */
  public static int threads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    return root.activeCount();
  }
}
