package dev.parley.notes.run;

import java.util.Optional;

/** Knows whether what a cell needs is there. */
@FunctionalInterface
public interface Needs {
  /**
   * Why a need of {@code needs=} is not met, in one line; empty if it is met. An unknown need is
   * not met.
   */
  Optional<String> unmet(String need);
}
