package dev.parley.bench;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param judged what is held against the target: a ratio, or ours where there is no peer
 */
record Row(String name, String ours, String peer, String judged, String target, String verdict) {
  /** Beside a peer; the ratio is judged. */
  static Row ratio(
      String name, String unit, double ours, double peer, double ratio, Target target) {
    return new Row(
        name,
        number(ours, unit),
        number(peer, unit),
        String.format(Locale.ROOT, "%.2f", ratio),
        target.text(),
        verdict(target.met(ratio)));
  }

  /** Without a peer; the figure itself is judged. */
  static Row absolute(String name, String unit, double ours, Target target) {
    return new Row(
        name, number(ours, unit), "–", "–", target.text() + " " + unit, verdict(target.met(ours)));
  }

  static Row fact(String name, String found, String wanted, boolean ok) {
    return new Row(name, found, "–", "–", wanted, verdict(ok));
  }

  static Row skipped(String name, String reason) {
    return new Row(name, "–", "–", "–", "–", "skipped: " + reason);
  }

  private static String verdict(boolean ok) {
    return ok ? "ok" : "missed";
  }

  private static String number(double value, String unit) {
    return String.format(Locale.ROOT, value < 10 ? "%,.2f %s" : "%,.0f %s", value, unit);
  }

  String line() {
    return String.format(
        Locale.ROOT, "%-34s %14s %14s %7s %10s  %s", name, ours, peer, judged, target, verdict);
  }

  static Row heading() {
    return new Row("figure", "ours", "peer", "ratio", "target", "");
  }
}
