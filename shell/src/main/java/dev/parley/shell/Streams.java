package dev.parley.shell;

import java.util.Map;

/**
 * What the standard streams are. The launcher finds out and says so in {@code PARLEY_TTY}: the
 * letters {@code i}, {@code o} and {@code e} for those that are terminals, then the columns, where
 * the output is one; elsewhere {@code COLUMNS} counts.
 */
record Streams(
    boolean inputIsTerminal, boolean outputIsTerminal, boolean wordsAreOnTerminal, int width) {
  static final int DEFAULT_WIDTH = 80;

  static Streams of(Map<String, String> environment) {
    String said = environment.getOrDefault("PARLEY_TTY", "");
    String digits = said.replaceAll("\\D", "");
    if (digits.isEmpty()) {
      digits = environment.getOrDefault("COLUMNS", "");
    }
    boolean number = digits.matches("[1-9]\\d{0,3}");
    return new Streams(
        said.indexOf('i') >= 0,
        said.indexOf('o') >= 0,
        said.indexOf('e') >= 0,
        number ? Math.max(20, Integer.parseInt(digits)) : DEFAULT_WIDTH);
  }

  /** By the NO_COLOR convention: set and not empty switches colours off. */
  boolean colored(Map<String, String> environment) {
    return outputIsTerminal
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }
}
