package dev.parley.notes.run;

/** An expected line, in which {@code <...>} stands for any text. */
final class Pattern {
  static final String ANY_TEXT = "<...>";

  private Pattern() {}

  static boolean isAnyLines(String line) {
    return line.strip().equals("...");
  }

  static boolean matches(String expected, String actual) {
    String pattern = Streams.normal(expected);
    String line = Streams.normal(actual);
    int hole = pattern.indexOf(ANY_TEXT);
    if (hole < 0) {
      return pattern.equals(line);
    }
    if (!line.startsWith(pattern.substring(0, hole))) {
      return false;
    }
    int at = hole;
    int from = hole + ANY_TEXT.length();
    // Between two holes the first place that fits is as good as any; the end has to be the end.
    for (int next = pattern.indexOf(ANY_TEXT, from);
        next >= 0;
        next = pattern.indexOf(ANY_TEXT, from)) {
      String part = pattern.substring(from, next);
      int found = line.indexOf(part, at);
      if (found < 0) {
        return false;
      }
      at = found + part.length();
      from = next + ANY_TEXT.length();
    }
    String last = pattern.substring(from);
    return line.length() - last.length() >= at && line.endsWith(last);
  }
}
