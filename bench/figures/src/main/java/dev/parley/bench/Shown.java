package dev.parley.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How old a message of a flood is when the screen shows it. */
final class Shown {
  private static final Pattern NUMBER = Pattern.compile("\\{\"n\":(\\d+), ");

  private static final Pattern STYLES = Pattern.compile("\u001b\\[[0-9;]*m");

  private final Median millis = new Median();

  /** A piece of what the program writes; a number that two pieces share is passed over. */
  synchronized void wrote(String piece, Flood flood) {
    long now = System.nanoTime();
    String plain = STYLES.matcher(piece).replaceAll("");
    for (Matcher numbers = NUMBER.matcher(plain); numbers.find(); ) {
      millis.add((now - flood.due(Long.parseLong(numbers.group(1)))) / 1e6);
    }
  }

  synchronized double percentile(double share) {
    return millis.percentile(share);
  }
}
