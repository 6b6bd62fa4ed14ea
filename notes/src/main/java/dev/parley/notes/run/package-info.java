/**
 * Running the cells of a note and comparing what they print with what the note says they print. How
 * a cell is executed is not known here: that is behind {@link dev.parley.notes.run.CellRunner}.
 */
@NullMarked
package dev.parley.notes.run;

import org.jspecify.annotations.NullMarked;
