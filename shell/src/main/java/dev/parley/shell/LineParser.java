package dev.parley.shell;

import dev.parley.commands.Line;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.impl.DefaultParser;

/**
 * Cuts what is typed for JLine. No escapes and no quotes: JSON goes through as typed, and Tab cuts
 * at white space alone. While a payload's bracket is open, Enter begins another line of it.
 */
final class LineParser extends DefaultParser {
  LineParser() {
    setEscapeChars(null);
    setQuoteChars(new char[0]);
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && Line.isOpenPayload(line)) {
      throw new EOFError(-1, -1, "a bracket is open", "a bracket is open, Ctrl-C drops the line");
    }
    return super.parse(line, cursor, context);
  }
}
