package dev.parley.commands;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** "Did you mean": the name with the fewest typing slips between it and what was typed. */
public final class Similar {
  private Similar() {}

  /** The nearest name, if it is near enough to be meant. */
  public static Optional<String> to(String typed, Collection<String> names) {
    int limit = Math.max(1, typed.length() / 3);
    return names.stream()
        .filter(
            name ->
                distance(typed, name) <= limit || (typed.length() > 2 && name.startsWith(typed)))
        .min(
            Comparator.comparingInt((String name) -> distance(typed, name))
                .thenComparing(name -> name));
  }

  /**
   * Damerau's distance with adjacent transpositions: {@code pubilsh} is one slip away from {@code
   * publish}.
   */
  private static int distance(String a, String b) {
    int[][] slips = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          slips[i][j] = i + j;
          continue;
        }
        int cost =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1))
                ? 0
                : 1;
        slips[i][j] =
            Math.min(slips[i - 1][j - 1] + cost, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          slips[i][j] = Math.min(slips[i][j], slips[i - 2][j - 2] + 1);
        }
      }
    }
    return slips[a.length()][b.length()];
  }
}
