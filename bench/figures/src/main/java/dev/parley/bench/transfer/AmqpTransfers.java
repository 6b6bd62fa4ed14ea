package dev.parley.bench.transfer;

import java.nio.file.Path;

/** Messages through one queue of one broker: Parley's commands and PerfTest, in turn. */
final class AmqpTransfers {
  private static final long MESSAGES = 100_000;

  /** A fetch is a round trip for each message. */
  private static final long FETCHED = 20_000;

  private final Path directory;
  private final String server;
  private final int octets;

  /**
   * @param server what {@code start} is given
   */
  AmqpTransfers(Path directory, String server, int octets) {
    this.directory = directory;
    this.server = server;
    this.octets = octets;
  }

  void run(int rounds) throws Exception {
    try (ParleyCommands ours = new ParleyCommands(directory, MESSAGES, true)) {
      String endpoint = ours.start(server);
      PerfTestTool tool = new PerfTestTool(endpoint, MESSAGES);
      ours.run("create rabbit:jobs");
      for (int round = 0; round <= rounds; round++) {
        Transfers.print("publish", "ours", ours.publish("rabbit:jobs", octets), round);
        Transfers.print("subscribe", "peer", tool.consume("jobs"), round);
        Transfers.print("publish", "peer", tool.publish("jobs", octets), round);
        Transfers.print("subscribe", "ours", ours.subscribe("rabbit:jobs"), round);
      }
    }
    try (ParleyCommands ours = new ParleyCommands(directory, FETCHED, true)) {
      PerfTestTool tool = new PerfTestTool(ours.start(server), FETCHED);
      ours.run("create rabbit:fetched");
      for (int round = 0; round <= rounds; round++) {
        ours.publish("rabbit:fetched", octets);
        Transfers.print("pull", "ours", ours.pull("rabbit:fetched"), round);
        ours.publish("rabbit:fetched", octets);
        Transfers.print("pull", "peer", tool.fetch("fetched"), round);
      }
    }
  }
}
