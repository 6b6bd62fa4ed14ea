package dev.parley.notes.render;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds web addresses that stand in text without any markup. */
final class Urls {
  private Urls() {}

  private static final Pattern START =
      Pattern.compile(
          "(?i)(?<![\\p{L}\\p{N}_])(?:(?:https?|ftp)://(?=\\S)|www\\.(?=[\\p{L}\\p{N}]))"
              + "|(?<![\\p{L}\\p{N}._+/@-])[a-z0-9][a-z0-9._+-]{0,63}@"
              + "(?=[a-z0-9][a-z0-9-]{0,62}\\.[a-z])");

  private static final Pattern DOMAIN =
      Pattern.compile("(?i)[a-z0-9][a-z0-9-]{0,62}(?:\\.[a-z0-9][a-z0-9-]{0,62})+");

  /** Whether it is worth to look closer. */
  static boolean mayBeIn(String text) {
    return text.contains("://")
        || text.indexOf('@') > 0
        || text.regionMatches(true, 0, "www.", 0, 4)
        || text.contains("www.")
        || text.contains("WWW.");
  }

  /** An address in a text: where it is, and where it leads. */
  record Url(int start, int end, String target) {}

  /** The next one, if there is any. */
  static Optional<Url> find(String text, int from) {
    Matcher matcher = START.matcher(text);
    for (int at = from; at <= text.length() && matcher.find(at); at = matcher.end()) {
      String begins = matcher.group();
      boolean mail = begins.endsWith("@");
      int end = mail ? domain(text, matcher.end()) : end(text, matcher.start());
      if (end > matcher.end()) {
        String address = text.substring(matcher.start(), end);
        String target =
            mail ? "mailto:" + address : begins.endsWith("://") ? address : "http://" + address;
        return Optional.of(new Url(matcher.start(), end, target));
      }
    }
    return Optional.empty();
  }

  private static int domain(String text, int from) {
    Matcher matcher = DOMAIN.matcher(text).region(from, text.length());
    return matcher.lookingAt() ? matcher.end() : from;
  }

  /** Where it ends: at a blank or bracket, without the punctuation of the sentence around it. */
  private static int end(String text, int start) {
    int end = start;
    int open = 0;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c <= ' ' || c == '<' || c == '>' || c == '"' || c == '`' || Character.isWhitespace(c)) {
        break;
      }
      if (c == '(') {
        open++;
      } else if (c == ')' && --open < 0) {
        break;
      }
      end++;
    }
    while (end > start && ".,:;!?'*_~»”’…".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }
}
