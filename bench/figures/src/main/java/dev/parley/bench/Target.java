package dev.parley.bench;

import java.util.Locale;

/**
 * A bound.
 *
 * @param most whether it is an upper bound
 */
record Target(boolean most, double bound) {
  static Target atMost(double bound) {
    return new Target(true, bound);
  }

  static Target atLeast(double bound) {
    return new Target(false, bound);
  }

  boolean met(double value) {
    return most ? value <= bound : value >= bound;
  }

  String text() {
    String number =
        bound == Math.rint(bound)
            ? String.format(Locale.ROOT, "%.0f", bound)
            : String.format(Locale.ROOT, "%.2f", bound);
    return (most ? "≤ " : "≥ ") + number;
  }
}
