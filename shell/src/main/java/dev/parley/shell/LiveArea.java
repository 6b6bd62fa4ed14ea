package dev.parley.shell;

import dev.parley.commands.Folded;
import java.io.IOError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/**
 * Prints in front of a person, above the line that is typed if one is. The last lines printed can
 * be such as are rewritten in place: those that stand for floods, and how far the work is. Whatever
 * else is printed goes above them.
 */
final class LiveArea {
  private final Terminal terminal;
  private final LineReaderImpl reader;
  private final boolean colored;
  private final boolean dumb;
  private List<AttributedString> flood = List.of();
  private Optional<AttributedString> progress = Optional.empty();
  private int rewritable;
  private boolean drawnWhileReading;

  LiveArea(Terminal terminal, LineReader reader, boolean colored) {
    this.terminal = terminal;
    this.reader = (LineReaderImpl) reader;
    this.colored = colored;
    this.dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
  }

  /** Columns to fill; a terminal that does not know its width, or is gone, has the usual one. */
  int width() {
    int width = 0;
    try {
      width = terminal.getWidth();
    } catch (IOError | IllegalStateException gone) {
      // What is printed now is not seen.
    }
    return width <= 0 ? Streams.DEFAULT_WIDTH : Math.max(20, width);
  }

  /** A line was entered below: what could be rewritten stays as it is. */
  synchronized void leave() {
    rewritable = 0;
    flood = List.of();
    progress = Optional.empty();
  }

  synchronized void print(AttributedString line) {
    draw(shown(line) + "\n");
  }

  /** Lines, each ended, ready for this terminal. */
  synchronized void print(String lines) {
    draw(lines);
  }

  synchronized void flood(List<AttributedString> lines) {
    flood = List.copyOf(lines);
    draw("");
  }

  synchronized void progress(Optional<AttributedString> line) {
    progress = line;
    draw("");
  }

  String shown(AttributedString line) {
    AttributedString safe = SafeLine.of(line);
    return colored ? BoxDrawing.kept(safe, terminal) : safe.toString();
  }

  private void draw(String text) {
    StringBuilder frame = new StringBuilder();
    if (drawnWhileReading && !reader.isReading()) {
      rewritable = 0;
    }
    if (rewritable > 0) {
      frame.append("\r\u001b[").append(rewritable).append("A\u001b[J");
    }
    frame.append(text);
    List<AttributedString> standing = new ArrayList<>(flood);
    progress.ifPresent(standing::add);
    if (dumb) {
      // Such a terminal cannot go back: each line is a new one.
      flood = List.of();
      progress = Optional.empty();
    }
    int width = width() - 1;
    for (AttributedString line : standing) {
      frame.append(shown(Folded.cut(line, width))).append('\n');
    }
    if (rewritable > 0 && text.isEmpty() && standing.isEmpty()) {
      // To what does not end a line the reader adds the end of one.
      frame.append("\u001b[A");
    }
    rewritable = dumb ? 0 : standing.size();
    drawnWhileReading = reader.isReading();
    if (frame.length() > 0) {
      try {
        reader.printAbove(frame.toString());
      } catch (IllegalStateException e) {
        // Where the end of the JVM has closed the terminal, nobody sees what is printed now.
        if (!Prompt.gone(terminal)) {
          throw e;
        }
      }
    }
  }
}
