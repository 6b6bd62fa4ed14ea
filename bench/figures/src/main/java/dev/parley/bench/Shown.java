package dev.parley.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How old the newest message of a flood is when the screen shows it first. */
final class Shown {
  /** Its place in the only partition is its number. */
  private static final Pattern NUMBER = Pattern.compile("kafka:flood\\[0\\]@(\\d+) ");

  private final Median millis = new Median();
  private long newest;

  /**
   * @param first the number of the first message that counts
   */
  Shown(long first) {
    newest = first - 1;
  }

  /**
   * Looks at the screen as it is now. The output alone does not do: of a line that changes, only
   * the changed columns are written.
   */
  synchronized void sees(String screen, Flood flood) {
    long now = System.nanoTime();
    long number = newest;
    for (Matcher numbers = NUMBER.matcher(screen); numbers.find(); ) {
      number = Math.max(number, Long.parseLong(numbers.group(1)));
    }
    if (number > newest) {
      newest = number;
      millis.add((now - flood.due(number)) / 1e6);
    }
  }

  synchronized double percentile(double share) {
    return millis.percentile(share);
  }
}
