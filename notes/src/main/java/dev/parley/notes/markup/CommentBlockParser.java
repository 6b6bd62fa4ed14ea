package dev.parley.notes.markup;

import java.util.Optional;
import org.commonmark.node.Block;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/** Reads a comment that begins with a line and ends in a later one, whatever is between. */
final class CommentBlockParser extends AbstractBlockParser {
  private static final String MARK = "%%";

  private final CommentBlock block = new CommentBlock();
  private boolean begun;
  private Optional<SourceLine> behind = Optional.empty();

  @Override
  public Block getBlock() {
    return block;
  }

  @Override
  public BlockContinue tryContinue(ParserState state) {
    return block.isClosed() ? BlockContinue.none() : BlockContinue.atIndex(state.getIndex());
  }

  @Override
  public void addLine(SourceLine line) {
    int end = begun ? line.getContent().toString().indexOf(MARK) : -1;
    begun = true;
    if (end >= 0) {
      block.close();
      behind = Optional.of(line.substring(end + MARK.length(), line.getContent().length()));
    }
  }

  @Override
  public void parseInlines(InlineParser parser) {
    behind
        .filter(line -> !line.getContent().toString().isBlank())
        .ifPresent(
            line -> {
              Paragraph paragraph = new Paragraph();
              block.appendChild(paragraph);
              parser.parse(SourceLines.of(line), paragraph);
            });
  }

  static final class Factory extends AbstractBlockParserFactory {
    @Override
    public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
      int index = state.getNextNonSpaceIndex();
      String line = state.getLine().getContent().toString();
      return state.getIndent() < 4
              && line.startsWith(MARK, index)
              && line.indexOf(MARK, index + MARK.length()) < 0
          ? BlockStart.of(new CommentBlockParser()).atIndex(index)
          : BlockStart.none();
    }
  }
}
