package dev.parley.shell;

import java.util.Map;

/**
 * What the standard streams are. The launcher finds out and says so in {@code PARLEY_TTY}: the
 * letters {@code i}, {@code o} and {@code e} for those that are terminals, then the columns. Java
 * has no word for it.
 */
record Streams(boolean inputIsTerminal, boolean outputIsTerminal, int width) {
  private static final int DEFAULT_WIDTH = 80;

  static Streams of(Map<String, String> environment) {
    String said = environment.getOrDefault("PARLEY_TTY", "");
    String digits = said.replaceAll("\\D", "");
    int width = digits.isEmpty() || digits.length() > 4 ? DEFAULT_WIDTH : Integer.parseInt(digits);
    return new Streams(said.indexOf('i') >= 0, said.indexOf('o') >= 0, Math.max(20, width));
  }

  /** By the NO_COLOR convention: set and not empty switches colours off. */
  boolean colored(Map<String, String> environment) {
    return outputIsTerminal
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }
}
