package dev.parley.notes.run;

import java.util.ArrayList;
import java.util.List;

/**
 * How the lines that were printed fit to those that were expected, with the fewest differences: the
 * lines of one stream.
 */
final class Alignment {
  /** Lines of a stream that are compared one by one; behind them only their number is. */
  static final int MAX_LINES = 2000;

  /** What became of a line. */
  enum Fate {
    /** An expected line and the printed one that fits it. */
    SAME,
    /** A printed line that {@code ...} stands for. */
    ANY,
    /** An expected line and what was printed in its place. */
    CHANGED,
    /** An expected line that was not printed. */
    MISSING,
    /** A printed line that was not expected. */
    NEW
  }

  /**
   * A step from the first line to the last.
   *
   * @param expected the position of the expected line; of a new line, that of the one before; -1 if
   *     there is none before
   * @param actual the position of the printed line; -1 if there is none
   */
  record Step(Fate fate, int expected, int actual) {}

  private Alignment() {}

  static List<Step> of(
      List<String> expected, List<Integer> wanted, List<String> actual, List<Integer> got) {
    int rows = Math.min(wanted.size(), MAX_LINES);
    int columns = Math.min(got.size(), MAX_LINES);
    int[][] cost = costs(expected, wanted, actual, got, rows, columns);
    List<Step> steps = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < rows || j < columns) {
      boolean any = i < rows && Pattern.isAnyLines(expected.get(wanted.get(i)));
      if (any && cost[i][j] == cost[i + 1][j]) {
        i++;
      } else if (any && j < columns && cost[i][j] == cost[i][j + 1]) {
        steps.add(new Step(Fate.ANY, wanted.get(i), got.get(j++)));
      } else if (!any
          && i < rows
          && j < columns
          && cost[i][j] == cost[i + 1][j + 1] + change(expected, wanted, i, actual, got, j)) {
        boolean same = cost[i][j] == cost[i + 1][j + 1];
        steps.add(new Step(same ? Fate.SAME : Fate.CHANGED, wanted.get(i++), got.get(j++)));
      } else if (!any && i < rows && cost[i][j] == cost[i + 1][j] + 1) {
        steps.add(new Step(Fate.MISSING, wanted.get(i++), -1));
      } else {
        steps.add(new Step(Fate.NEW, i == 0 ? -1 : wanted.get(i - 1), got.get(j++)));
      }
    }
    for (; i < wanted.size(); i++) {
      steps.add(new Step(Fate.MISSING, wanted.get(i), -1));
    }
    for (; j < got.size(); j++) {
      steps.add(
          new Step(Fate.NEW, wanted.isEmpty() ? -1 : wanted.get(wanted.size() - 1), got.get(j)));
    }
    return steps;
  }

  /** How many differences there are at least from these two lines on. */
  private static int[][] costs(
      List<String> expected,
      List<Integer> wanted,
      List<String> actual,
      List<Integer> got,
      int rows,
      int columns) {
    int[][] cost = new int[rows + 1][columns + 1];
    for (int i = rows; i >= 0; i--) {
      for (int j = columns; j >= 0; j--) {
        if (i == rows) {
          cost[i][j] = columns - j;
        } else if (Pattern.isAnyLines(expected.get(wanted.get(i)))) {
          cost[i][j] = j == columns ? cost[i + 1][j] : Math.min(cost[i + 1][j], cost[i][j + 1]);
        } else if (j == columns) {
          cost[i][j] = 1 + cost[i + 1][j];
        } else {
          int other = 1 + Math.min(cost[i + 1][j], cost[i][j + 1]);
          int both = cost[i + 1][j + 1] + change(expected, wanted, i, actual, got, j);
          cost[i][j] = Math.min(other, both);
        }
      }
    }
    return cost;
  }

  private static int change(
      List<String> expected,
      List<Integer> wanted,
      int i,
      List<String> actual,
      List<Integer> got,
      int j) {
    return Pattern.matches(expected.get(wanted.get(i)), actual.get(got.get(j))) ? 0 : 1;
  }
}
