package dev.parley.notes.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines by what their order is compared within. What a subscription got, {@code NAME ◂ …}, and what
 * is said of something in the background, {@code NAME · …}, has an order of its own; all else is
 * one stream.
 */
final class Streams {
  /** The stream of everything that happens in front of the user. */
  static final String MAIN = "";

  private static final String MARKS = "◂·";
  private static final int LONGEST_NAME = 100;

  private Streams() {}

  /** The name of what a line comes from in the background. */
  static String of(String line) {
    int mark = mark(line);
    if (mark < 1 || mark > LONGEST_NAME || line.charAt(mark - 1) != ' ') {
      return MAIN;
    }
    String name = line.substring(0, mark).strip();
    return name.chars().anyMatch(Character::isWhitespace) ? MAIN : name;
  }

  /** The line without what only depends on how long the names of the subscriptions are. */
  static String normal(String line) {
    String name = of(line);
    return name.equals(MAIN)
        ? line.stripTrailing()
        : name + " " + line.substring(mark(line)).stripTrailing();
  }

  private static int mark(String line) {
    int at = 0;
    while (at < line.length() && MARKS.indexOf(line.charAt(at)) < 0) {
      at++;
    }
    return at < line.length() ? at : -1;
  }

  /** The positions of the lines of each stream; any lines ({@code ...}) belong to all of them. */
  static Map<String, List<Integer>> split(
      List<String> expected, List<String> actual, boolean wanted) {
    Map<String, List<Integer>> streams = new LinkedHashMap<>();
    streams.put(MAIN, new ArrayList<>());
    expected.forEach(line -> streams.computeIfAbsent(of(line), s -> new ArrayList<>()));
    actual.forEach(line -> streams.computeIfAbsent(of(line), s -> new ArrayList<>()));
    List<String> lines = wanted ? expected : actual;
    for (int i = 0; i < lines.size(); i++) {
      if (wanted && Pattern.isAnyLines(lines.get(i))) {
        for (List<Integer> stream : streams.values()) {
          stream.add(i);
        }
      } else {
        streams.get(of(lines.get(i))).add(i);
      }
    }
    return streams;
  }
}
