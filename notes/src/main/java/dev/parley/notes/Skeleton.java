package dev.parley.notes;

import java.util.ArrayList;

/**
 * A note reduced to what its outline is made of: what stands above its Markdown, and its headings.
 * To parse that costs a tenth of parsing the note. For the bundled notes, whose headings all begin
 * with {@code #} at the margin; a foreign note may write them in other ways.
 */
final class Skeleton {
  private Skeleton() {}

  static String of(String source) {
    Lines lines = new Lines(source, source.length());
    int head = Head.read(source, lines, new ArrayList<>()).lines();
    StringBuilder skeleton = new StringBuilder(source.substring(0, lines.start(head)));
    boolean begun = false;
    String fence = "";
    for (int i = head; i < lines.count(); i++) {
      String line = source.substring(lines.start(i), lines.start(i + 1));
      String mark = fence(line);
      if (!fence.isEmpty()) {
        boolean closes = mark.startsWith(fence) && line.strip().equals(mark);
        fence = closes ? "" : fence;
      } else if (!mark.isEmpty()) {
        fence = mark;
      } else if (line.startsWith("#")) {
        skeleton.append('\n').append(line);
        begun = true;
      } else if (!begun && !line.isBlank()) {
        // What stands before the first heading is a section of its own.
        skeleton.append(line);
        begun = true;
      }
    }
    return skeleton.toString();
  }

  /** The run of marks that opens or closes a block of code; empty if the line is none. */
  private static String fence(String line) {
    String text = line.stripLeading();
    char first = text.isEmpty() ? ' ' : text.charAt(0);
    if (first != '`' && first != '~') {
      return "";
    }
    int length = 0;
    while (length < text.length() && text.charAt(length) == first) {
      length++;
    }
    return length < 3 ? "" : text.substring(0, length);
  }
}
