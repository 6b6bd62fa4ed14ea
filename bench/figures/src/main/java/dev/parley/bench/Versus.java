package dev.parley.bench;

import java.io.IOException;

/** Two that do the same, by turns, so that whatever else the machine does weighs on both. */
final class Versus {
  private final Median ours = new Median();
  private final Median peer = new Median();

  /** One measurement. */
  interface Measured {
    double measure() throws IOException, InterruptedException;
  }

  /**
   * Measures both.
   *
   * @param rounds after one that does not count
   */
  Versus(int rounds, Measured ours, Measured peer) throws IOException, InterruptedException {
    for (int round = 0; round <= rounds; round++) {
      double a = ours.measure();
      double b = peer.measure();
      if (round > 0) {
        this.ours.add(a);
        this.peer.add(b);
      }
    }
  }

  Row row(String name, String unit, Target target) {
    return Row.ratio(name, unit, ours.value(), peer.value(), target);
  }
}
