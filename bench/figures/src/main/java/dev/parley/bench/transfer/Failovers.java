package dev.parley.bench.transfer;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A steady publisher while the node that leads is killed, several times over. Prints one line a
 * round: the longest gap between two confirmations in milliseconds, how many were confirmed and
 * lost, and how many failed.
 */
final class Failovers {
  private static final int COUNT = 1600;
  private static final int RATE = 200;
  private static final int BEFORE = 400;

  /** In a table of partitions or of replicas: the first node that leads. */
  private static final Pattern KAFKA_LEADER = Pattern.compile("(?m)^\\s+0\\s+(\\d)\\s");

  private static final Pattern RABBIT_LEADER = Pattern.compile("rabbit/(\\d)\\s+leader");
  private static final Pattern IN_SYNC = Pattern.compile("(?m)^\\s+0\\s+\\d\\s+1,2,3\\s+1,2,3\\s");
  private static final Pattern FOUND =
      Pattern.compile("\"failed\":(\\d+),\"longestGapMillis\":(\\d+),\"lost\":(\\d+)");

  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final Path directory;

  Failovers(Path directory) {
    this.directory = directory;
  }

  void kafka(int rounds) throws InterruptedException {
    try (ParleyCommands ours = new ParleyCommands(directory, 0, false)) {
      ours.start("kafka --nodes 3");
      ours.run("create kafka:orders --replicas 3");
      for (int round = 0; round <= rounds; round++) {
        String leader = awaited(ours, "describe kafka:orders", KAFKA_LEADER, IN_SYNC);
        run(ours, "kafka:orders", "kafka/" + leader, round);
      }
    }
  }

  void rabbit(int rounds) throws InterruptedException {
    try (ParleyCommands ours = new ParleyCommands(directory, 0, false)) {
      ours.start("rabbit --mode process --nodes 3");
      ours.run("create rabbit:orders --quorum");
      ours.run("subscribe rabbit:orders --as witness");
      for (int round = 0; round <= rounds; round++) {
        String leader = awaited(ours, "describe rabbit:orders", RABBIT_LEADER, RABBIT_LEADER);
        run(ours, "rabbit:orders", "rabbit/" + leader, round);
      }
    }
  }

  /** Until the cluster is whole again; then who leads. */
  private static String awaited(ParleyCommands ours, String line, Pattern leader, Pattern whole)
      throws InterruptedException {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      String said = ours.run(line);
      Matcher found = leader.matcher(said);
      if (whole.matcher(said).find() && found.find()) {
        return found.group(1);
      }
      if (System.nanoTime() > until) {
        throw new IllegalStateException("not whole again: " + said);
      }
      Thread.sleep(100);
    }
  }

  private static void run(ParleyCommands ours, String address, String leader, int round) {
    ours.run(
        "publish %s {n} --count %d --rate %d --verify --background --as load -o json"
            .formatted(address, COUNT, RATE));
    ours.run("await load --count " + BEFORE + " --timeout 60s");
    ours.run("kill " + leader);
    String said = ours.run("await load --timeout 120s");
    Matcher found = FOUND.matcher(said);
    if (!found.find()) {
      throw new IllegalStateException("no report in: " + said);
    }
    ours.run("start " + leader);
    String when = round == 0 ? "warm-up " : "";
    System.out.println(when + "gap " + found.group(2));
    System.out.println(when + "lost " + found.group(3) + " failed " + found.group(1));
    System.out.flush();
  }
}
