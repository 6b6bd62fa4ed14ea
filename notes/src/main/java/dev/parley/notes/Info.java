package dev.parley.notes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The words after the backticks of a fence: its language and, of a cell, the attributes.
 *
 * @param language the first word in lower case; empty if there is none
 * @param problems what was not understood, in one line each
 */
record Info(
    String language,
    Optional<String> name,
    Optional<Duration> timeout,
    Set<String> needs,
    boolean noexec,
    List<String> problems) {

  /** Those that are said once; what a cell needs may be said in parts. */
  private static final Set<String> OURS = Set.of("name", "timeout", "noexec");

  static Info parse(String info) {
    List<String> words = words(info);
    String language = words.isEmpty() ? "" : words.get(0).toLowerCase(Locale.ROOT);
    Optional<String> name = Optional.empty();
    Optional<Duration> timeout = Optional.empty();
    Set<String> needs = new LinkedHashSet<>();
    boolean noexec = false;
    List<String> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String word : words.subList(Math.min(1, words.size()), words.size())) {
      int equal = word.indexOf('=');
      String value = equal < 0 ? "" : Scalars.unquote(word.substring(equal + 1));
      String attribute = equal < 0 ? word : word.substring(0, equal);
      if (OURS.contains(attribute) && !seen.add(attribute)) {
        problems.add("the attribute " + attribute + " is there twice, and the last one counts");
      }
      switch (attribute) {
        case "name" -> name = Optional.of(value).filter(v -> !v.isBlank());
        case "timeout" -> {
          timeout = duration(value);
          if (timeout.isEmpty()) {
            problems.add("not a duration like 500ms, 5s or 2m: timeout=" + value);
          }
        }
        case "needs" -> {
          for (String need : value.split("[|,]", -1)) {
            if (!need.isBlank()) {
              needs.add(need.strip());
            }
          }
        }
        case "noexec" -> noexec = true;
        default -> {
          // Other tools have attributes of their own for Java; ours are the only ones for parley.
          if (language.equals("parley")) {
            problems.add("not an attribute of a cell: " + word);
          }
        }
      }
    }
    return new Info(language, name, timeout, needs, noexec, problems);
  }

  private static List<String> words(String info) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i <= info.length(); i++) {
      char c = i < info.length() ? info.charAt(i) : ' ';
      if (i == info.length() || (!quoted && Character.isWhitespace(c))) {
        if (word.length() > 0) {
          words.add(word.toString());
          word.setLength(0);
        }
      } else {
        quoted ^= c == '"';
        word.append(c);
      }
    }
    return words;
  }

  private static Optional<Duration> duration(String text) {
    int digits = 0;
    while (digits < text.length()
        && digits < 9
        && text.charAt(digits) >= '0'
        && text.charAt(digits) <= '9') {
      digits++;
    }
    if (digits == 0) {
      return Optional.empty();
    }
    long number = Long.parseLong(text.substring(0, digits));
    return switch (text.substring(digits)) {
      case "ms" -> Optional.of(Duration.ofMillis(number));
      case "s" -> Optional.of(Duration.ofSeconds(number));
      case "m", "min" -> Optional.of(Duration.ofMinutes(number));
      default -> Optional.empty();
    };
  }
}
