package dev.parley.commands.cell;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Commands;
import dev.parley.commands.Definition;
import dev.parley.commands.Durations;
import dev.parley.commands.Group;
import dev.parley.commands.Interpreter;
import dev.parley.commands.Notebook;
import dev.parley.commands.Output;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.Styles;
import dev.parley.commands.UserException;
import dev.parley.notes.Cell;
import dev.parley.notes.Note;
import dev.parley.notes.run.CellResult;
import dev.parley.notes.run.NoteRunner;
import dev.parley.notes.run.RunListener;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code run}: runs cells; their output appears below them. */
public final class Run implements Command {
  private final Commands commands;
  private final Session session;

  private Run(Commands commands, Session session) {
    this.commands = commands;
    this.session = session;
  }

  public static Definition definition(Commands commands) {
    return Definition.named(
            "run", Group.RUN, "Run cells: the next one, some, a section, a note, or all")
        .example(
            "run",
            "run 2",
            "run 1 2 3",
            "run publish-subscribe",
            "run all",
            "run asynchronous#message-queue")
        .takes(
            Parameter.any(
                "CELL", Parameter.Kind.CELL, "Numbers, names, a section, all, or NOTE#SECTION"))
        .made(session -> new Run(commands, session));
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Selection selection = Selection.of(session, arguments.words());
    if (!session.reading().note().equals(Optional.of(selection.note()))) {
      // Whoever opened the note was told.
      Notebook.warn(session.output(), selection.note());
    }
    if (selection.cells().isEmpty()) {
      boolean all = arguments.words().isEmpty() && !selection.note().cells().isEmpty();
      session
          .output()
          .say(
              all
                  ? "that was the last cell of " + selection.note().id() + "; restart begins anew"
                  : "no cells here; next shows the next section");
      return;
    }
    session.requireTrust(selection.note());
    NoteRunner runner =
        new NoteRunner(
            new CellExecutor(
                session, new Interpreter(commands, session), selection.note(), selection.cells()),
            session.surroundings().needs(),
            session.surroundings().trust(),
            new Progress(selection.note()));
    Map<Cell, CellResult> results =
        runner.run(selection.note(), selection.cells(), NoteRunner.OnFailure.STOP);
    results.forEach(
        (cell, result) -> {
          if (result.isFailed()) {
            throw UserException.cellFailed(
                cell.number(),
                again(selection.note(), cell),
                result.outcome() == CellResult.Outcome.TIMED_OUT
                    ? UserException.TIMED_OUT
                    : UserException.FAILED);
          }
        });
  }

  /** Which way it goes from a cell that did not pass; empty where no Enter runs cells. */
  private String again(Note note, Cell cell) {
    if (!session.surroundings().interactive()
        || !session.reading().note().equals(Optional.of(note))) {
      return "";
    }
    return "Enter runs it again"
        + note.cells().stream()
            .filter(later -> later.number() > cell.number() && !later.noexec())
            .findFirst()
            .map(later -> ", run " + later.number() + " goes on behind it")
            .orElse("");
  }

  /** Says under each cell how it went. */
  private final class Progress implements RunListener {
    private final Note note;

    Progress(Note note) {
      this.note = note;
    }

    @Override
    public void started(Cell cell) {
      session.reading().began(note, cell);
    }

    @Override
    public void line(Cell cell, String line) {
      // The cell's output has printed it, with its styles.
    }

    @Override
    public void interrupted(Cell cell) {
      session
          .output()
          .say(
              Styles.line(
                  Styles.ACCENT,
                  number(cell),
                  Styles.FAILED,
                  "✗ ",
                  Styles.QUIET,
                  Stream.of("interrupted", again(note, cell))
                      .filter(text -> !text.isEmpty())
                      .collect(Collectors.joining(" — "))));
    }

    private static String number(Cell cell) {
      return String.format("%4d ", cell.number());
    }

    @Override
    public void finished(Cell cell, CellResult result) {
      Output output = session.output();
      String number = number(cell);
      switch (result.outcome()) {
        case PASSED -> {
          session.reading().reached(note, cell);
          output.say(
              Styles.line(
                  Styles.ACCENT,
                  number,
                  Styles.DONE,
                  "✓ ",
                  Styles.QUIET,
                  Durations.text(result.elapsed())));
        }
        case SKIPPED -> {
          session.reading().reached(note, cell);
          output.say(
              Styles.line(
                  Styles.ACCENT, number, Styles.QUIET, "– skipped, " + result.reason().orElse("")));
        }
        case FAILED, TIMED_OUT ->
            output.say(
                Styles.line(
                    Styles.ACCENT,
                    number,
                    Styles.FAILED,
                    "✗ ",
                    Styles.QUIET,
                    Durations.text(result.elapsed())));
      }
    }
  }
}
