package dev.parley.notes.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines of an {@code output} fence after the cell printed something else. */
final class UpdatedLines {
  /**
   * A line of the new fence.
   *
   * @param expected its position in the old fence if it stays; -1 if it is new
   */
  record Line(String text, int expected) {}

  private record Placed(int position, int order, Line line) {}

  private UpdatedLines() {}

  static List<Line> of(List<String> expected, List<String> actual) {
    Map<Integer, Alignment.Step> byActual = new HashMap<>();
    Map<Integer, Integer> limits = new HashMap<>();
    List<Placed> placed = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      if (Pattern.isAnyLines(expected.get(i))) {
        placed.add(new Placed(i, -1, new Line(expected.get(i), i)));
      }
    }
    Map<String, List<Integer>> wanted = Streams.split(expected, actual, true);
    Map<String, List<Integer>> got = Streams.split(expected, actual, false);
    wanted.forEach(
        (stream, positions) -> {
          List<Alignment.Step> steps = Alignment.of(expected, positions, actual, got.get(stream));
          int next = Integer.MAX_VALUE;
          for (int i = steps.size() - 1; i >= 0; i--) {
            Alignment.Step step = steps.get(i);
            if (step.fate() == Alignment.Fate.NEW) {
              limits.put(step.actual(), next);
            } else {
              next = step.expected();
            }
            if (step.actual() >= 0) {
              byActual.put(step.actual(), step);
            }
          }
        });
    // A new line follows the line that was printed before it, as far as its own stream allows.
    int anchor = -1;
    for (int i = 0; i < actual.size(); i++) {
      Alignment.Step step = byActual.get(i);
      if (step == null) {
        continue;
      }
      switch (step.fate()) {
        case SAME -> {
          anchor = step.expected();
          placed.add(new Placed(anchor, i, new Line(expected.get(anchor), anchor)));
        }
        case CHANGED -> {
          anchor = step.expected();
          placed.add(new Placed(anchor, i, new Line(Volatile.replaced(actual.get(i)), -1)));
        }
        case ANY -> anchor = Math.max(anchor, step.expected());
        case NEW -> {
          int limit = limits.getOrDefault(i, Integer.MAX_VALUE);
          int position = Math.max(step.expected(), Math.min(anchor, limit - 1));
          placed.add(new Placed(position, i, new Line(Volatile.replaced(actual.get(i)), -1)));
        }
        case MISSING -> {
          // Nothing was printed for it, so it is not among the printed ones.
        }
      }
    }
    return placed.stream()
        .sorted(Comparator.comparingInt(Placed::position).thenComparingInt(Placed::order))
        .map(Placed::line)
        .toList();
  }
}
