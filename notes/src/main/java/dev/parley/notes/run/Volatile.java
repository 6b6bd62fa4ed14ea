package dev.parley.notes.run;

import java.util.List;
import java.util.regex.Matcher;

/** Knows which parts of a line will be different the next time. */
final class Volatile {
  private static final String NUMBER = "\\d+(?:[.,]\\d+)?";

  private record Rule(java.util.regex.Pattern pattern, String replacement) {
    static Rule of(String pattern, String replacement) {
      return new Rule(java.util.regex.Pattern.compile(pattern), replacement);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          Rule.of("\\b(127\\.0\\.0\\.1|localhost|\\[::1\\]):\\d+", "$1:<...>"),
          Rule.of("\\b(in|after|took) " + NUMBER + " (ns|µs|ms|s|min)\\b", "$1 <...> $2"),
          Rule.of(
              "\\b\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d([.,]\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)?",
              "<...>"),
          Rule.of("\\b\\d\\d:\\d\\d:\\d\\d([.,]\\d+)?\\b", "<...>"),
          Rule.of("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b", "<...>"),
          Rule.of("\\b" + NUMBER + " (messages|records|MB|kB|B|calls)/s\\b", "<...> $1/s"),
          Rule.of("\\b(pid) \\d+\\b", "$1 <...>"));

  private Volatile() {}

  static String replaced(String line) {
    String replaced = line;
    for (Rule rule : RULES) {
      Matcher matcher = rule.pattern().matcher(replaced);
      replaced = matcher.replaceAll(rule.replacement());
    }
    return replaced;
  }
}
