package dev.parley.notes.markup;

import org.commonmark.node.Block;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/**
 * Reads a formula from a line with {@code $$} up to the next one. A blank line ends it too, as in
 * TeX: so dollars that were meant for something else take no more than their paragraph.
 */
final class FormulaBlockParser extends AbstractBlockParser {
  private static final String MARK = "$$";

  private final FormulaBlock block = new FormulaBlock();
  private boolean begun;
  private boolean closed;

  @Override
  public Block getBlock() {
    return block;
  }

  @Override
  public BlockContinue tryContinue(ParserState state) {
    return closed || state.isBlank()
        ? BlockContinue.none()
        : BlockContinue.atIndex(state.getIndex());
  }

  @Override
  public void addLine(SourceLine line) {
    String text = line.getContent().toString();
    block.add(text);
    String strip = text.strip();
    closed = strip.endsWith(MARK) && (begun || strip.length() > MARK.length());
    begun = true;
  }

  static final class Factory extends AbstractBlockParserFactory {
    @Override
    public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
      int index = state.getNextNonSpaceIndex();
      CharSequence line = state.getLine().getContent();
      if (state.getIndent() >= 4
          || index + 1 >= line.length()
          || line.charAt(index) != '$'
          || line.charAt(index + 1) != '$') {
        return BlockStart.none();
      }
      String rest = line.subSequence(index + MARK.length(), line.length()).toString().strip();
      int end = rest.indexOf(MARK);
      boolean begins = end < 0 && (rest.isEmpty() || rest.startsWith("\\"));
      boolean whole = end > 0 && end == rest.length() - MARK.length();
      return begins || whole
          ? BlockStart.of(new FormulaBlockParser()).atIndex(index)
          : BlockStart.none();
    }
  }
}
