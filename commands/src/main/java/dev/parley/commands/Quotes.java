package dev.parley.commands;

/** Tells one quoted text from several, and quotes what has to be. */
final class Quotes {
  private Quotes() {}

  /**
   * Whether a text is one quoted text: {@code "green tea"}, {@code 'it's fine'}, but not {@code
   * "1","tea"}. Behind a backslash a quote is a character like others.
   *
   * @param text begins and ends with the same quote, or it is none
   */
  static boolean enclose(String text) {
    if (text.length() < 2) {
      return false;
    }
    char quote = text.charAt(0);
    int last = text.length() - 1;
    if ((quote != '"' && quote != '\'') || text.charAt(last) != quote) {
      return false;
    }
    // Several quoted texts: an even number of quotes, and between each two of the texts something
    // that is no part of a word.
    int quotes = 0;
    int begin = 0;
    boolean between = true;
    for (int i = 0; i <= last; i++) {
      if (text.charAt(i) != quote || (i > 0 && text.charAt(i - 1) == '\\')) {
        continue;
      }
      quotes++;
      if (quotes % 2 == 1 && quotes > 1) {
        String gap = text.substring(begin, i);
        between &=
            gap.isEmpty()
                || (!isPartOfWord(gap.charAt(0)) && !isPartOfWord(gap.charAt(gap.length() - 1)));
      }
      begin = i + 1;
    }
    return quotes % 2 == 1 || quotes == 2 || !between;
  }

  /**
   * The quote that opens in a word and has no end there, as in {@code x="y}; 0 if there is none. An
   * apostrophe behind a letter is none.
   */
  static char leftOpen(String word) {
    char open = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (open != 0) {
        open = c == open ? 0 : open;
      } else if (c == '"' || (c == '\'' && (i == 0 || !isPartOfWord(word.charAt(i - 1))))) {
        open = c;
      }
    }
    return open;
  }

  /**
   * A word as it can be typed: in quotes where it would be taken for several, or for something
   * else.
   */
  static String typed(String word) {
    boolean plain =
        !word.isEmpty()
            && "\"'{[#-".indexOf(word.charAt(0)) < 0
            && word.chars().noneMatch(c -> Character.isWhitespace(c) || c == ';');
    char quote = word.indexOf('\'') < 0 ? '\'' : '"';
    return plain ? word : quote + word + quote;
  }

  private static boolean isPartOfWord(char c) {
    return Character.isLetterOrDigit(c);
  }
}
