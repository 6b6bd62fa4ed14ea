package dev.parley.shell;

import java.util.regex.Pattern;
import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;

/**
 * What is typed while a command runs waits for the next prompt. Empty lines among it are dropped:
 * each would run the next cell, which nobody has read yet, or answer a question that nobody saw.
 */
final class TypedAhead {
  /** How long to wait for one more key; those typed before are there already. */
  private static final long MILLIS = 1;

  private static final Pattern EMPTY_LINE = Pattern.compile("(?<![^\r\n])[ \t]*[\r\n]");
  private static final char ESCAPE = 0x1b;

  private TypedAhead() {}

  /** To be taken before a line is read, and before its prompt is seen. */
  static void bind(LineReader reader) {
    LineReaderImpl typing = (LineReaderImpl) reader;
    reader
        .getWidgets()
        .put(
            LineReader.CALLBACK_INIT,
            () -> {
              StringBuilder keys = new StringBuilder();
              while (typing.peekCharacter(MILLIS) >= 0) {
                keys.appendCodePoint(typing.readCharacter());
              }
              String kept = withoutEmptyLines(keys.toString());
              if (!kept.isEmpty()) {
                typing.runMacro(kept);
              }
              return true;
            });
  }

  /** Up to the first key that is more than a character: what is pasted stays whole. */
  static String withoutEmptyLines(String keys) {
    int escape = keys.indexOf(ESCAPE);
    int end = escape < 0 ? keys.length() : escape;
    return EMPTY_LINE.matcher(keys.substring(0, end)).replaceAll("") + keys.substring(end);
  }
}
