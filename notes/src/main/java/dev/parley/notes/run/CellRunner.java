package dev.parley.notes.run;

import dev.parley.notes.Cell;

/** Runs a cell. */
@FunctionalInterface
public interface CellRunner {
  /**
   * Runs a cell until it is over, and says how it went. A cell that fails is a result, not an
   * exception.
   *
   * @param sink gets each line as it appears, from any thread
   * @throws InterruptedException if the caller no longer wants it; nothing of it runs on
   */
  CellResult run(Cell cell, OutputLines sink) throws InterruptedException;
}
