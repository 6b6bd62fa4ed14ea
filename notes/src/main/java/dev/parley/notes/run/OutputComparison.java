package dev.parley.notes.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Compares what a cell printed with what its note says. {@code ...} alone stands for any lines,
 * none too; {@code <...>} for any text in a line. The order of lines is compared only within one
 * subscription, and among the lines that belong to none.
 */
public final class OutputComparison {
  private final List<String> differences;

  private OutputComparison(List<String> differences) {
    this.differences = List.copyOf(differences);
  }

  /** Compares; neither side has line terminators. */
  public static OutputComparison of(List<String> expected, List<String> actual) {
    Map<String, List<Integer>> wanted = Streams.split(expected, actual, true);
    Map<String, List<Integer>> got = Streams.split(expected, actual, false);
    List<String> differences = new ArrayList<>();
    wanted.forEach(
        (stream, positions) -> {
          List<Alignment.Step> steps = Alignment.of(expected, positions, actual, got.get(stream));
          if (steps.stream().anyMatch(step -> isDifference(step.fate()))) {
            differences.addAll(lines(steps, expected, positions, actual));
          }
        });
    return new OutputComparison(differences);
  }

  /** Whether the cell printed what its note says. */
  public boolean isSame() {
    return differences.isEmpty();
  }

  /**
   * The streams that differ, line by line: {@code -} was expected and did not come, {@code +} came
   * and was not expected, two spaces fit. Empty if everything is as expected.
   */
  public List<String> differences() {
    return differences;
  }

  private static boolean isDifference(Alignment.Fate fate) {
    return fate != Alignment.Fate.SAME && fate != Alignment.Fate.ANY;
  }

  private static List<String> lines(
      List<Alignment.Step> steps,
      List<String> expected,
      List<Integer> wanted,
      List<String> actual) {
    List<Placed> placed = new ArrayList<>();
    int order = 0;
    int last = -1;
    for (Alignment.Step step : steps) {
      last = Math.max(last, step.expected());
      switch (step.fate()) {
        case SAME -> placed.add(new Placed(last, order++, "  " + actual.get(step.actual())));
        case ANY -> {
          // Shown as the one line that stands for it.
        }
        case CHANGED -> {
          placed.add(new Placed(last, order++, "- " + expected.get(step.expected())));
          placed.add(new Placed(last, order++, "+ " + actual.get(step.actual())));
        }
        case MISSING -> placed.add(new Placed(last, order++, "- " + expected.get(step.expected())));
        case NEW -> placed.add(new Placed(last, order++, "+ " + actual.get(step.actual())));
      }
    }
    for (int position : wanted) {
      if (Pattern.isAnyLines(expected.get(position))) {
        placed.add(new Placed(position, -1, "  " + expected.get(position)));
      }
    }
    return placed.stream()
        .sorted(Comparator.comparingInt(Placed::position).thenComparingInt(Placed::order))
        .map(Placed::line)
        .toList();
  }

  private record Placed(int position, int order, String line) {}
}
