package dev.parley.bench;

import java.io.IOException;

/**
 * Two that do the same, by turns, so that whatever else the machine does weighs on both. The ratio
 * is the median of the ratios of neighbours: a burst of foreign work then spoils one round only.
 */
final class Versus {
  private final Median ours = new Median();
  private final Median peer = new Median();
  private final Median ratios = new Median();

  /** One measurement. */
  interface Measured {
    double measure() throws IOException, InterruptedException;
  }

  /**
   * Measures both.
   *
   * @param rounds after one that does not count
   */
  static Versus measured(int rounds, Measured ours, Measured peer)
      throws IOException, InterruptedException {
    Versus versus = new Versus();
    for (int round = 0; round <= rounds; round++) {
      double a = ours.measure();
      double b = peer.measure();
      if (round > 0) {
        versus.add(a, b);
      }
    }
    return versus;
  }

  void add(double a, double b) {
    ours.add(a);
    peer.add(b);
    ratios.add(a / b);
  }

  Row row(String name, String unit, Target target) {
    return Row.ratio(name, unit, ours.value(), peer.value(), ratios.value(), target);
  }
}
