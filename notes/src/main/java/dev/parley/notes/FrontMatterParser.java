package dev.parley.notes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the part of YAML that front matter is written in: scalars, lists in brackets or one item a
 * line, and one level of nested map. Anything else is passed over with a warning.
 */
final class FrontMatterParser {
  private static final Set<String> KNOWN = Set.of("title", "tags", "aliases", "demonstrates");
  private static final int MAX_ENTRIES = 1000;

  private final List<Warning> warnings;
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final Map<String, String> demonstrates = new LinkedHashMap<>();
  private String key = "";
  private int entries;

  FrontMatterParser(List<Warning> warnings) {
    this.warnings = warnings;
  }

  /**
   * Reads the lines between the two marks.
   *
   * @param firstLine the number of the first of them, for warnings
   */
  FrontMatter parse(List<String> lines, int firstLine) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String text = Scalars.withoutComment(line).strip();
      if (text.isEmpty()) {
        continue;
      }
      if (++entries > MAX_ENTRIES) {
        warn(
            firstLine + i, "more than " + MAX_ENTRIES + " lines of front matter; the rest is left");
        break;
      }
      boolean indented = Character.isWhitespace(line.charAt(0));
      if (text.equals("-") || text.startsWith("- ")) {
        item(text.substring(1).strip(), firstLine + i);
      } else if (indented) {
        nested(text, firstLine + i);
      } else {
        entry(text, firstLine + i);
      }
    }
    return new FrontMatter(
        first("title"),
        words(values.getOrDefault("tags", List.of())),
        names(values.getOrDefault("aliases", List.of())),
        demonstrates);
  }

  private void entry(String text, int line) {
    int colon = Scalars.colon(text);
    if (colon < 0) {
      warn(line, "not “key: value”: " + text);
      key = "";
      return;
    }
    key = Scalars.unquote(text.substring(0, colon).strip());
    String value = text.substring(colon + 1).strip();
    if (!KNOWN.contains(key) || value.isEmpty()) {
      return;
    }
    if (value.startsWith("|") || value.startsWith(">") || value.startsWith("{")) {
      warn(line, "“" + key + "” is written in a way that is not understood here");
    } else if (key.equals("demonstrates")) {
      warn(line, "“demonstrates” has to be a map: a term and a section on each line below it");
    } else if (value.startsWith("[")) {
      List<String> items = Scalars.list(value);
      if (!value.endsWith("]")) {
        warn(line, "the list of “" + key + "” is not closed");
      }
      values.computeIfAbsent(key, k -> new ArrayList<>()).addAll(items);
    } else {
      values.computeIfAbsent(key, k -> new ArrayList<>()).add(Scalars.unquote(value));
    }
  }

  private void item(String text, int line) {
    if (key.equals("demonstrates")) {
      nested(text, line);
    } else if (KNOWN.contains(key) && !text.isEmpty()) {
      values.computeIfAbsent(key, k -> new ArrayList<>()).add(Scalars.unquote(text));
    } else if (key.isEmpty()) {
      warn(line, "an item without a list: " + text);
    }
  }

  private void nested(String text, int line) {
    if (!key.equals("demonstrates")) {
      if (KNOWN.contains(key)) {
        warn(line, "not understood under “" + key + "”: " + text);
      }
      return;
    }
    int colon = Scalars.colon(text);
    String term = colon < 0 ? "" : Scalars.unquote(text.substring(0, colon).strip());
    String section = colon < 0 ? "" : Scalars.unquote(text.substring(colon + 1).strip());
    if (term.isEmpty() || section.isEmpty()) {
      warn(line, "not “term: section”: " + text);
    } else if (demonstrates.putIfAbsent(term, section) != null) {
      warn(line, "the term “" + term + "” is there twice");
    }
  }

  private Optional<String> first(String name) {
    return values.getOrDefault(name, List.of()).stream().filter(v -> !v.isBlank()).findFirst();
  }

  private static List<String> words(List<String> values) {
    List<String> words = new ArrayList<>();
    for (String value : values) {
      for (String word : value.split("[\\s,]+", -1)) {
        String tag = word.startsWith("#") ? word.substring(1) : word;
        if (!tag.isEmpty() && !words.contains(tag)) {
          words.add(tag);
        }
      }
    }
    return words;
  }

  private static List<String> names(List<String> values) {
    List<String> names = new ArrayList<>();
    for (String value : values) {
      for (String name : values.size() == 1 ? value.split(",", -1) : new String[] {value}) {
        if (!name.isBlank()) {
          names.add(name.strip());
        }
      }
    }
    return names;
  }

  private void warn(int line, String message) {
    warnings.add(new Warning(line, message));
  }
}
