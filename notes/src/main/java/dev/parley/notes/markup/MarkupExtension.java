package dev.parley.notes.markup;

import org.commonmark.parser.Parser;

/**
 * Formulas between {@code $} and {@code $$}, {@code ==highlights==} and {@code %%comments%%}, as
 * GitHub and Obsidian have them.
 */
public final class MarkupExtension implements Parser.ParserExtension {
  @Override
  public void extend(Parser.Builder parser) {
    parser
        .customBlockParserFactory(new FormulaBlockParser.Factory())
        .customBlockParserFactory(new CommentBlockParser.Factory())
        .customInlineContentParserFactory(new FormulaParser.Factory())
        .customInlineContentParserFactory(new CommentParser.Factory())
        .customDelimiterProcessor(new HighlightDelimiters());
  }
}
