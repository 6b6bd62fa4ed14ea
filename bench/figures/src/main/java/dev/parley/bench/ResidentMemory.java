package dev.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the system says that a process has in memory; Linux only. */
final class ResidentMemory {
  private final Path status;

  ResidentMemory(long pid) {
    status = Path.of("/proc", Long.toString(pid), "status");
  }

  /** In megabytes (1,048,576 octets), files that are mapped included. */
  double megabytes() throws IOException {
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IllegalStateException("no VmRSS in " + status);
  }
}
