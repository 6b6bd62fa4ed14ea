package dev.parley.notes;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A piece of a note that can be run.
 *
 * @param number counted from 1 through the note
 * @param kind what its lines are
 * @param source the lines, ending with a line feed unless empty
 * @param name as given by {@code name=}
 * @param timeout as given by {@code timeout=}: the cell fails when it is not over by then
 * @param needs what {@code needs=} asks for, in the order of the note; all have to be met
 * @param noexec shown and listed, but never run
 * @param section the slug of the section that it stands in
 * @param expected the {@code output} fence right after it
 * @param fence where it stands
 */
public record Cell(
    int number,
    Kind kind,
    String source,
    Optional<String> name,
    Optional<Duration> timeout,
    Set<String> needs,
    boolean noexec,
    String section,
    Optional<ExpectedOutput> expected,
    Fence fence) {

  /** What a cell's lines are. */
  public enum Kind {
    /** Commands of the shell. */
    PARLEY,
    /** Java snippets. */
    JAVA
  }

  public Cell {
    needs = Collections.unmodifiableSet(new LinkedHashSet<>(needs));
  }
}
