package dev.parley.notes.run;

import dev.parley.notes.Cell;
import dev.parley.notes.Note;
import dev.parley.notes.Trust;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs cells of a note one after the other. */
public final class NoteRunner {
  private final CellRunner runner;
  private final Needs needs;
  private final Trust trust;
  private final RunListener listener;

  /** What to do when a cell failed. */
  public enum OnFailure {
    /** The cells behind it are not run, and have no result. */
    STOP,
    GO_ON
  }

  public NoteRunner(CellRunner runner, Needs needs, Trust trust, RunListener listener) {
    this.runner = runner;
    this.needs = needs;
    this.trust = trust;
    this.listener = listener;
  }

  /**
   * Runs cells in the order given. One whose needs are not met, or that is not meant to be run, is
   * skipped; that is no failure, and no success.
   *
   * @return the results of the cells that were run or skipped, in order
   * @throws UntrustedNoteException if the note is not trusted; then nothing was run
   * @throws InterruptedException if the caller no longer wants it
   */
  public Map<Cell, CellResult> run(Note note, List<Cell> cells, OnFailure onFailure)
      throws InterruptedException {
    if (!cells.isEmpty() && !trust.isTrusted(note)) {
      throw new UntrustedNoteException(note);
    }
    Map<Cell, CellResult> results = new LinkedHashMap<>();
    for (Cell cell : cells) {
      CellResult result = run(cell);
      results.put(cell, result);
      listener.finished(cell, result);
      if (result.isFailed() && onFailure == OnFailure.STOP) {
        break;
      }
    }
    return results;
  }

  private CellResult run(Cell cell) throws InterruptedException {
    if (cell.noexec()) {
      return CellResult.skipped("it is only shown (noexec)");
    }
    for (String need : cell.needs()) {
      Optional<String> unmet = needs.unmet(need);
      if (unmet.isPresent()) {
        return CellResult.skipped("it needs " + need + ": " + unmet.get());
      }
    }
    listener.started(cell);
    try {
      return runner.run(cell, line -> listener.line(cell, line));
    } catch (InterruptedException givenUp) {
      listener.interrupted(cell);
      throw givenUp;
    }
  }
}
