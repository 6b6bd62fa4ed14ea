package dev.parley.notes.markup;

import java.util.Set;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Reads a formula inside a paragraph. One dollar begins it before anything but a blank, and ends it
 * behind anything but a blank, if no word goes on there: prices and variables are no formulas.
 */
final class FormulaParser implements InlineContentParser {
  private static final char MARK = '$';

  /** No two dollars stand in what is left of this text: it is not searched again. */
  private boolean nothingEnds;

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    int before = scanner.peekPreviousCodePoint();
    if (before == MARK || Character.isLetterOrDigit(before)) {
      return ParsedInline.none();
    }
    Position start = scanner.position();
    int marks = scanner.matchMultiple(MARK);
    boolean found =
        switch (marks) {
          case 1 -> !isBlank(scanner.peek()) && closesOne(scanner);
          case 2 -> !nothingEnds && closesTwo(scanner);
          default -> false;
        };
    if (!found) {
      return ParsedInline.none();
    }
    Position end = scanner.position();
    return ParsedInline.of(new Formula(scanner.getSource(start, end).getContent()), end);
  }

  /** The next dollar ends it, or it is none. */
  private static boolean closesOne(Scanner scanner) {
    char last = MARK;
    while (scanner.hasNext() && scanner.peek() != MARK) {
      last = scanner.peek();
      skip(scanner);
    }
    char next = scanner.matchMultiple(MARK) == 1 ? scanner.peek() : MARK;
    return !isBlank(last) && !Character.isLetterOrDigit(next) && "${`".indexOf(next) < 0;
  }

  private boolean closesTwo(Scanner scanner) {
    while (scanner.hasNext()) {
      if (scanner.peek() != MARK) {
        skip(scanner);
      } else if (scanner.matchMultiple(MARK) == 2) {
        return true;
      }
    }
    nothingEnds = true;
    return false;
  }

  /** Over one character, or two where the first takes the meaning of the second. */
  private static void skip(Scanner scanner) {
    boolean escape = scanner.peek() == '\\';
    scanner.next();
    if (escape && scanner.hasNext()) {
      scanner.next();
    }
  }

  private static boolean isBlank(char c) {
    return c == Scanner.END || Character.isWhitespace(c);
  }

  static final class Factory implements InlineContentParserFactory {
    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of(MARK);
    }

    @Override
    public InlineContentParser create() {
      return new FormulaParser();
    }
  }
}
