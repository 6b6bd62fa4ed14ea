package dev.parley.notes.run;

import dev.parley.notes.Cell;

/** Is told how a run goes on. */
public interface RunListener {
  /** A cell begins. */
  void started(Cell cell);

  /** A cell printed a line; called from any thread. */
  void line(Cell cell, String line);

  /** A cell was begun, and given up by whoever ran it. */
  default void interrupted(Cell cell) {}

  /** A cell is over, or was skipped: then it was never started. */
  void finished(Cell cell, CellResult result);
}
