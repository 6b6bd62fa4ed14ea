package dev.parley.commands.cell;

import dev.parley.commands.Commands;
import dev.parley.commands.Interpreter;
import dev.parley.commands.Session;
import dev.parley.notes.Cell;
import dev.parley.notes.ExpectedOutput;
import dev.parley.notes.Note;
import dev.parley.notes.run.CellResult;
import dev.parley.notes.run.NoteRunner;
import dev.parley.notes.run.OutputComparison;
import dev.parley.notes.run.OutputUpdate;
import dev.parley.notes.run.RunListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs all cells of a note, or some, in a session of their own, and compares what they print with
 * what the note says.
 */
public final class NoteTest {
  private final Commands commands;
  private final Session session;

  public NoteTest(Commands commands, Session session) {
    this.commands = commands;
    this.session = session;
  }

  /**
   * How a note went.
   *
   * @param name the note, with its language
   * @param cells in the note's order; those behind a failure were not run
   * @param updated the note's source with the output fences as they would fit now
   */
  public record Report(
      Note note, String name, List<CellReport> cells, Duration elapsed, String updated) {
    /** Of a note that may not run: its first cell fails for that reason, the others are not run. */
    static Report refused(Note note, List<Cell> cells, String why) {
      List<CellReport> reports = new ArrayList<>();
      for (Cell cell : cells) {
        CellResult result =
            reports.isEmpty()
                ? CellResult.failed(why, Duration.ZERO, List.of())
                : CellReport.NOT_RUN;
        reports.add(new CellReport(cell, result, List.of()));
      }
      return new Report(note, nameOf(note), reports, Duration.ZERO, note.source());
    }

    private static String nameOf(Note note) {
      return note.origin().map(Object::toString).orElse(note.id())
          + " ("
          + note.language().code()
          + ")";
    }

    public long failed() {
      return cells.stream().filter(CellReport::isFailed).count();
    }

    public long notRun() {
      return cells.stream().filter(CellReport::isNotRun).count();
    }

    public long skipped() {
      return cells.stream().filter(CellReport::isSkipped).count();
    }
  }

  /**
   * How a cell went.
   *
   * @param difference what it printed beside what it should have printed; empty if that is the same
   */
  public record CellReport(Cell cell, CellResult result, List<String> difference) {
    private static final CellResult NOT_RUN =
        CellResult.skipped("not run: a cell before it failed");

    public boolean isFailed() {
      return result.isFailed() || !difference.isEmpty();
    }

    /** Whether a cell before it failed. */
    public boolean isNotRun() {
      return result.equals(NOT_RUN);
    }

    public boolean isSkipped() {
      return result.outcome() == CellResult.Outcome.SKIPPED && !isNotRun();
    }

    public String name() {
      return "cell " + cell.number() + cell.name().map(name -> " (" + name + ")").orElse("");
    }

    public String reason() {
      return result.reason().orElse("it did not print what the note says");
    }
  }

  /**
   * @param cells some of the note's, in its order
   */
  public Report run(Note note, List<Cell> cells) throws InterruptedException {
    long begin = System.nanoTime();
    Map<Cell, CellResult> results;
    try (Session own = session.fresh(new SilentOutput())) {
      NoteRunner runner =
          new NoteRunner(
              new CellExecutor(own, new Interpreter(commands, own), note, cells),
              session.surroundings().needs(),
              session.surroundings().trust(),
              new Watch(cells.size(), note.id()));
      results = runner.run(note, cells, NoteRunner.OnFailure.STOP);
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
    List<CellReport> reports = new ArrayList<>();
    Map<Cell, List<String>> printed = new LinkedHashMap<>();
    results.forEach(
        (cell, result) -> {
          reports.add(new CellReport(cell, result, difference(cell, result)));
          if (result.isPassed()) {
            printed.put(cell, result.lines());
          }
        });
    cells.stream()
        .filter(cell -> !results.containsKey(cell))
        .forEach(cell -> reports.add(new CellReport(cell, CellReport.NOT_RUN, List.of())));
    return new Report(
        note, Report.nameOf(note), reports, elapsed, new OutputUpdate(note, false).apply(printed));
  }

  private static List<String> difference(Cell cell, CellResult result) {
    if (result.isFailed()) {
      return result.lines();
    }
    if (!result.isPassed()) {
      return List.of();
    }
    return cell.expected()
        .map(ExpectedOutput::lines)
        .map(expected -> OutputComparison.of(expected, result.lines()).differences())
        .orElse(List.of());
  }

  /** Tells the progress. */
  private final class Watch implements RunListener {
    private final int cells;
    private final String note;
    private int done;

    Watch(int cells, String note) {
      this.cells = cells;
      this.note = note;
    }

    @Override
    public void started(Cell cell) {
      String text = note + ", cell " + cell.number() + ", " + done + " of " + cells + " done";
      session.progress().detail(() -> text);
    }

    @Override
    public void line(Cell cell, String line) {}

    @Override
    public void finished(Cell cell, CellResult result) {
      done++;
    }
  }
}
