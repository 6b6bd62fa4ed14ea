package dev.parley.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Resident memory of the shell: idle, with an idle Kafka, a minute after a million records, and
 * with all three brokers idle.
 */
final class MemoryFigure implements Figure {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public List<Row> measure(Place place) throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    try (PseudoTerminal terminal = new PseudoTerminal(place, List.of(place.parley()))) {
      ResidentMemory memory = new ResidentMemory(terminal.pid());
      terminal.await("parley> ", PATIENCE);
      TimeUnit.SECONDS.sleep(5);
      rows.add(Row.absolute("memory: shell, idle", "MB", memory.megabytes(), Target.atMost(120)));
      terminal.type("start kafka\r");
      terminal.await(" ready on ", PATIENCE);
      TimeUnit.SECONDS.sleep(10);
      rows.add(Row.absolute("memory: with Kafka", "MB", memory.megabytes(), Target.atMost(330)));
      terminal.type("publish kafka:load --count 1000000 --size 100\r");
      terminal.await("published", PATIENCE);
      terminal.type("pull kafka:load --quiet\r");
      terminal.await("pulled", PATIENCE);
      TimeUnit.SECONDS.sleep(60);
      rows.add(
          Row.absolute("memory: after a million", "MB", memory.megabytes(), Target.atMost(450)));
    }
    try (PseudoTerminal terminal = new PseudoTerminal(place, List.of(place.parley()))) {
      terminal.await("parley> ", PATIENCE);
      for (String system : List.of("kafka", "rabbit", "sqs")) {
        terminal.type("start " + system + "\r");
        terminal.await(" ready on ", PATIENCE);
      }
      TimeUnit.SECONDS.sleep(10);
      double megabytes = new ResidentMemory(terminal.pid()).megabytes();
      rows.add(Row.absolute("memory: all three, idle", "MB", megabytes, Target.atMost(500)));
    }
    return rows;
  }
}
