package dev.parley.notes;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names of a note's sections: made from headings, found again however they were typed. */
final class Slugs {
  private final Map<String, Integer> repeats = new HashMap<>();

  /** The slug of a heading; if an earlier one has the same, with a number behind it, from 1 on. */
  String unique(String title) {
    String slug = of(title);
    String free = slug;
    int n = repeats.getOrDefault(slug, 0);
    while (repeats.containsKey(free)) {
      free = slug + "-" + ++n;
    }
    repeats.put(slug, n);
    repeats.putIfAbsent(free, 0);
    return free;
  }

  /** Letters and digits in lower case, everything between them one hyphen. */
  static String of(String title) {
    String text = normal(title);
    StringBuilder slug = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
        if (gap && slug.length() > 0) {
          slug.append('-');
        }
        gap = false;
        slug.appendCodePoint(c);
      } else {
        gap = true;
      }
    }
    return slug.length() == 0 ? "section" : slug.toString();
  }

  static Optional<Section> find(List<Section> sections, String name) {
    int hash = name.lastIndexOf('#');
    if (hash < 0) {
      return find(sections, 0, sections.size(), name);
    }
    String last = name.substring(hash + 1);
    Optional<Section> parent = find(sections, name.substring(0, hash));
    if (parent.isPresent()) {
      int from = parent.get().number();
      int to = from;
      while (to < sections.size() && sections.get(to).level() > parent.get().level()) {
        to++;
      }
      Optional<Section> below = find(sections, from, to, last);
      if (below.isPresent()) {
        return below;
      }
    }
    return find(sections, 0, sections.size(), last);
  }

  private static Optional<Section> find(List<Section> sections, int from, int to, String name) {
    List<Section> range = sections.subList(from, to);
    String key = key(name);
    Optional<Section> exact =
        range.stream().filter(section -> section.slug().equalsIgnoreCase(name.strip())).findFirst();
    if (exact.isPresent() || key.isEmpty()) {
      return exact;
    }
    Optional<Section> byTitle =
        range.stream().filter(section -> key(section.title()).equals(key)).findFirst();
    return byTitle.isPresent()
        ? byTitle
        : range.stream().filter(section -> key(section.slug()).equals(key)).findFirst();
  }

  /** What is left of a name when spelling makes no difference. */
  static String key(String name) {
    String text = normal(name);
    StringBuilder key = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (Character.isLetterOrDigit(c)) {
        key.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return key.toString();
  }

  private static String normal(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c >= 0x300 && (c < 0x400 || c > 0x4ff)) {
        return Normalizer.normalize(lower, Normalizer.Form.NFC);
      }
    }
    return lower;
  }
}
