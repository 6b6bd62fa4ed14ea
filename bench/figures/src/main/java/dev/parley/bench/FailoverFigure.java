package dev.parley.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a steady publisher notices when the node that leads is killed. */
final class FailoverFigure implements Figure {
  private static final int ROUNDS = 5;

  private final String system;
  private final double bound;

  /**
   * @param bound of the longest gap between two confirmations, in milliseconds
   */
  FailoverFigure(String system, double bound) {
    this.system = system;
    this.bound = bound;
  }

  @Override
  public List<Row> measure(Place place) throws IOException, InterruptedException {
    List<String> printed = new Launched(place).lines("failover-" + system, ROUNDS);
    Median gaps = new Median();
    List<String> bad = new ArrayList<>();
    for (String line : printed) {
      if (line.startsWith("gap ")) {
        gaps.add(Double.parseDouble(line.substring(4)));
      } else if (line.startsWith("lost ") && !line.startsWith("lost 0 ")) {
        bad.add(line);
      }
    }
    return List.of(
        Row.absolute(system + ": gap, leader killed", "ms", gaps.value(), Target.atMost(bound)),
        Row.fact(
            system + ": confirmed and lost",
            bad.isEmpty() ? "0 in " + ROUNDS + " rounds" : bad.toString(),
            "0",
            bad.isEmpty()));
  }
}
