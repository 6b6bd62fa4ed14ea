package dev.parley.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.Buffer;
import org.jline.reader.LineReader;
import org.jline.reader.Widget;

/**
 * Deletes what looks like one character as one: a letter with its accents, an emoji made of
 * several. JLine would take it apart, code point by code point.
 */
final class Graphemes {
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  private Graphemes() {}

  static void bind(LineReader reader) {
    Widget one = reader.getWidgets().get(LineReader.BACKWARD_DELETE_CHAR);
    reader
        .getWidgets()
        .put(
            LineReader.BACKWARD_DELETE_CHAR,
            () -> {
              Buffer buffer = reader.getBuffer();
              int points = lastCluster(buffer.substring(0, buffer.cursor()));
              boolean deleted = one.apply();
              for (int i = 1; i < points && deleted; i++) {
                deleted = buffer.backspace();
              }
              return deleted;
            });
  }

  /** How many code points the last cluster of a text has; 0 of an empty one. */
  static int lastCluster(String text) {
    int begin = 0;
    Matcher clusters = CLUSTER.matcher(text);
    while (clusters.find()) {
      begin = clusters.start();
    }
    return text.codePointCount(begin, text.length());
  }
}
