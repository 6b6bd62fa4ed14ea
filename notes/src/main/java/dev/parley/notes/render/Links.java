package dev.parley.notes.render;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The numbers of a note's links. The same target has the same number wherever it stands. */
final class Links {
  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "ftp", "ftps");
  private static final String HEX = "0123456789ABCDEF";

  /** A link as it is listed below the note. */
  record Listed(int number, String target, String title) {}

  private final List<NumberedLink> links = new ArrayList<>();
  private final List<Listed> listed = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * The number of a link.
   *
   * @param shown whether the target is what the reader sees anyway, and needs no listing
   */
  int number(String target, String title, boolean wiki, boolean shown, int line) {
    String safe = SafeText.oneLine(target);
    String key = wiki ? "[[" + safe : safe;
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    int number = links.size() + 1;
    numbers.put(key, number);
    links.add(new NumberedLink(number, safe, wiki, line));
    if (!shown && !wiki) {
      listed.add(new Listed(number, SafeText.oneLine(read(target)), SafeText.oneLine(title)));
    }
    return number;
  }

  /** A path as it is called; a URL stays as it is copied. */
  private static String read(String target) {
    if (target.indexOf('%') < 0 || !uri(target).isEmpty()) {
      return target;
    }
    try {
      return URLDecoder.decode(target.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return target;
    }
  }

  List<NumberedLink> all() {
    return links;
  }

  List<Listed> listed() {
    return listed;
  }

  /** The target for an OSC 8 escape; empty if it is not of the schemes that lead out of here. */
  static String uri(String target) {
    int colon = target.indexOf(':');
    if (colon < 0 || !SCHEMES.contains(target.substring(0, colon).toLowerCase(Locale.ROOT))) {
      return "";
    }
    boolean plain = true;
    for (int i = 0; i < target.length() && plain; i++) {
      plain = isPlain(target.charAt(i));
    }
    if (plain) {
      return target;
    }
    StringBuilder uri = new StringBuilder(target.length() + 16);
    for (byte b : target.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain((char) b)) {
        uri.append((char) b);
      } else {
        uri.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
      }
    }
    return uri.toString();
  }

  private static boolean isPlain(char c) {
    return c > 0x20 && c < 0x7f && c != '"' && c != '<' && c != '>' && c != '\\' && c != '^';
  }
}
