package dev.parley.notes.markup;

import java.util.Set;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;

/** Reads a comment that begins and ends in one paragraph. */
final class CommentParser implements InlineContentParser {
  private static final char MARK = '%';

  /** No end stands in what is left of this text: it is not searched again. */
  private boolean nothingEnds;

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    if (nothingEnds
        || scanner.peekPreviousCodePoint() == MARK
        || scanner.matchMultiple(MARK) != 2) {
      return ParsedInline.none();
    }
    while (scanner.find(MARK) >= 0) {
      if (scanner.matchMultiple(MARK) == 2) {
        return ParsedInline.of(new Comment(), scanner.position());
      }
    }
    nothingEnds = true;
    return ParsedInline.none();
  }

  static final class Factory implements InlineContentParserFactory {
    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of(MARK);
    }

    @Override
    public InlineContentParser create() {
      return new CommentParser();
    }
  }
}
