package dev.parley.shell;

import dev.parley.notes.render.SafeText;
import java.util.List;
import org.jline.reader.Buffer;
import org.jline.reader.LineReader;
import org.jline.reader.Widget;

/**
 * Marks what nobody would see in the line that is typed or pasted: direction overrides would show
 * it in another order than it is run, and each takes less room than the cursor counts on. The mark
 * takes its place, so that what is run is what was seen.
 */
final class Invisibles {
  private Invisibles() {}

  static void bind(LineReader reader) {
    for (String name : List.of(LineReader.SELF_INSERT, LineReader.BEGIN_PASTE)) {
      Widget insert = reader.getWidgets().get(name);
      reader
          .getWidgets()
          .put(
              name,
              () -> {
                boolean inserted = insert.apply();
                mark(reader.getBuffer());
                return inserted;
              });
    }
  }

  private static void mark(Buffer buffer) {
    String text = buffer.toString();
    String marked = marked(text);
    if (!marked.equals(text)) {
      // Code point by code point, so that the cursor stays where it was.
      int cursor = buffer.cursor();
      buffer.clear();
      buffer.write(marked);
      buffer.cursor(cursor);
    }
  }

  /** Line breaks, tabs and joiners stay. */
  static String marked(String text) {
    if (SafeText.clean(text).equals(text)) {
      return text;
    }
    StringBuilder marked = new StringBuilder();
    text.codePoints()
        .forEach(point -> marked.appendCodePoint(hidden(point) ? SafeText.INVISIBLE : point));
    return marked.toString();
  }

  private static boolean hidden(int point) {
    return (point >= 0x80 && point < 0xa0)
        || SafeText.clean(Character.toString(point)).equals(String.valueOf(SafeText.INVISIBLE));
  }
}
