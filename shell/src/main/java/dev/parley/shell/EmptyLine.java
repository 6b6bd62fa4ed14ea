package dev.parley.shell;

import dev.parley.commands.Session;
import dev.parley.commands.Styles;
import dev.parley.notes.Cell;
import dev.parley.notes.Note;
import dev.parley.notes.render.SafeText;
import java.util.Optional;
import org.jline.utils.AttributedString;

/**
 * Enter on an empty line: the next cell. As long as none of a note has run, the first Enter only
 * names the cell, so that nobody starts a broker by leaning on the keyboard.
 */
final class EmptyLine {
  private final Session session;

  EmptyLine(Session session) {
    this.session = session;
  }

  /** The command that an empty line stands for; empty if for none. */
  String meaning() {
    Optional<Note> note = session.reading().note();
    Optional<Cell> cell = session.reading().nextCell();
    if (note.isEmpty()) {
      session.output().say("no note is open; notes lists them, open asynchronous opens one");
      return "";
    }
    if (cell.isEmpty()) {
      session
          .output()
          .say(
              note.get().cells().isEmpty()
                  ? note.get().id() + " has no cells"
                  : "that was the last cell; restart begins anew");
      return "";
    }
    String named =
        "cell "
            + cell.get().number()
            + " of "
            + SafeText.oneLine(note.get().id())
            + ": "
            + begins(cell.get(), session.output().width() / 2);
    if (!session.reading().begun()) {
      session.reading().begin();
      session
          .output()
          .say(
              Styles.line(
                  Styles.ACCENT, "▸ ", Styles.PLAIN, named, Styles.QUIET, "  Enter runs it"));
      return "";
    }
    session.output().say(Styles.line(Styles.ACCENT, "▸ ", Styles.QUIET, named));
    return "run " + cell.get().number();
  }

  /** One line of the screen has room for it, whatever else is said there. */
  private static String begins(Cell cell, int columns) {
    String[] lines = cell.source().strip().split("\n", 2);
    AttributedString first = new AttributedString(SafeText.oneLine(lines[0]));
    return first.columnLength() > columns
        ? first.columnSubSequence(0, columns) + "…"
        : first + (lines.length > 1 ? " …" : "");
  }
}
