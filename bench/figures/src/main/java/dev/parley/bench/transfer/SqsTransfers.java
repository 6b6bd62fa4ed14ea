package dev.parley.bench.transfer;

import java.nio.file.Path;

/** Messages into the embedded SQS: one by one, each a command of its own, and in batches. */
final class SqsTransfers {
  private static final long BATCHED = 20_000;
  private static final int SINGLE = 2_000;

  private final Path directory;
  private final int octets;

  SqsTransfers(Path directory, int octets) {
    this.directory = directory;
    this.octets = octets;
  }

  void run(int rounds) {
    try (ParleyCommands ours = new ParleyCommands(directory, BATCHED, false)) {
      ours.start("sqs");
      ours.run("create sqs:jobs");
      for (int round = 0; round <= rounds; round++) {
        long begin = System.nanoTime();
        for (int n = 0; n < SINGLE; n++) {
          ours.run("publish sqs:jobs " + "x".repeat(octets));
        }
        Transfers.print("single", "ours", SINGLE / ((System.nanoTime() - begin) / 1e9), round);
        Transfers.print("batched", "ours", ours.publish("sqs:jobs", octets), round);
        ours.run("purge sqs:jobs");
      }
    }
  }
}
