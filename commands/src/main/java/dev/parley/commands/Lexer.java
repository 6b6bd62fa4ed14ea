package dev.parley.commands;

import java.util.HashSet;
import java.util.Set;

/** Splits a script into words. Payloads keep every character as typed. */
final class Lexer {
  // Each bracket that encloses no payload may be searched to the end of the text; these bound the
  // characters read in vain: in lengths of the text, but for a short text more.
  private static final long LENGTHS_IN_VAIN = 100;
  private static final long CHARACTERS_IN_VAIN = 20_000_000;

  private final String text;
  private int at;
  private long inVain;

  /** Quotes of which no closing one follows. */
  private final Set<Character> unclosed = new HashSet<>();

  private char open;

  Lexer(String text) {
    this.text = text;
  }

  int at() {
    return at;
  }

  /** The first quote or bracket that began a word and had no other end; 0 if each had. */
  char open() {
    return open;
  }

  private void opened(int character) {
    open = open == 0 ? (char) character : open;
  }

  /** Moves to the first word of the next command. */
  boolean skipToCommand() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        at = endOfLine(at);
      } else if (Character.isWhitespace(c) || c == ';') {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  /** Moves to the next word of this command; false at its end. */
  boolean skipToWord() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ';' || c == '\n') {
        return false;
      }
      if (!Character.isWhitespace(c)) {
        return true;
      }
      at++;
    }
    return false;
  }

  String restOfLine() {
    int start = at;
    at = endOfLine(at);
    return text.substring(start, at);
  }

  Word word() {
    int start = at;
    char first = text.charAt(start);
    if (first == '{' || first == '[') {
      int end = balancedEnd(start);
      if (end > 0 && isFollowedByOptionOrEnd(end)) {
        at = end;
        return new Word(text.substring(start, end), true, start, end);
      }
      if (end > 0) {
        inVain += end - start;
      }
      opened(end < 0 ? first : 0);
    }
    if (first == '"' || first == '\'') {
      int close = closingQuote(start);
      if (close > 0 && Quotes.enclose(text.substring(start, close + 1))) {
        at = close + 1;
        return new Word(text.substring(start + 1, close), true, start, at);
      }
      if (close > 0) {
        // Several quoted texts without a blank between them: as typed.
        at = close + 1;
        return new Word(text.substring(start, at), true, start, at);
      }
      opened(first);
    }
    return plainWord(start);
  }

  /** Up to white space or a semicolon; the value in {@code --name="a b"} may be quoted. */
  private Word plainWord(int start) {
    int end = start;
    while (end < text.length()
        && !Character.isWhitespace(text.charAt(end))
        && text.charAt(end) != ';') {
      if (text.charAt(start) == '-' && text.charAt(end) == '=' && end + 1 < text.length()) {
        char quote = text.charAt(end + 1);
        int close = quote == '"' || quote == '\'' ? closingQuote(end + 1) : -1;
        if (close > 0) {
          at = close + 1;
          return new Word(
              text.substring(start, end + 1) + text.substring(end + 2, close), false, start, at);
        }
      }
      end++;
    }
    at = end;
    return new Word(text.substring(start, end), false, start, end);
  }

  /**
   * A quote closes only before white space, a semicolon or the end, so that {@code 'it's fine'} is
   * one word. A quoted text may hold line ends.
   */
  private int closingQuote(int open) {
    if (unclosed.contains(text.charAt(open))) {
      return -1;
    }
    for (int i = open + 1; i < text.length(); i++) {
      if (text.charAt(i) == text.charAt(open)
          && (i + 1 == text.length()
              || Character.isWhitespace(text.charAt(i + 1))
              || text.charAt(i + 1) == ';')) {
        return i;
      }
    }
    unclosed.add(text.charAt(open));
    return -1;
  }

  /**
   * Behind the bracket that closes the one at {@code open}, brackets in JSON strings apart; -1 if
   * there is none.
   */
  private int balancedEnd(int open) {
    if (inVain > Math.max(LENGTHS_IN_VAIN * text.length(), CHARACTERS_IN_VAIN)) {
      return -1;
    }
    int depth = 0;
    boolean inString = false;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          inString = false;
        }
      } else if (c == '"') {
        inString = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    inVain += text.length() - open;
    return -1;
  }

  private boolean isFollowedByOptionOrEnd(int end) {
    int next = end;
    while (next < text.length()
        && Character.isWhitespace(text.charAt(next))
        && text.charAt(next) != '\n') {
      next++;
    }
    if (next == text.length() || text.charAt(next) == ';' || text.charAt(next) == '\n') {
      return true;
    }
    return next > end
        && next + 1 < text.length()
        && text.charAt(next) == '-'
        && (text.charAt(next + 1) == '-' || Character.isLetter(text.charAt(next + 1)));
  }

  private int endOfLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }
}
