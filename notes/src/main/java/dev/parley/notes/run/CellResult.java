package dev.parley.notes.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a cell went.
 *
 * @param outcome how it ended
 * @param reason why it failed or was skipped, in one line
 * @param elapsed from its beginning until it was over
 * @param lines what it printed, in order
 */
public record CellResult(
    Outcome outcome, Optional<String> reason, Duration elapsed, List<String> lines) {

  /** How a cell ended. */
  public enum Outcome {
    PASSED,
    FAILED,
    SKIPPED,
    TIMED_OUT
  }

  public CellResult {
    lines = List.copyOf(lines);
  }

  /** It did what it says. */
  public static CellResult passed(Duration elapsed, List<String> lines) {
    return new CellResult(Outcome.PASSED, Optional.empty(), elapsed, lines);
  }

  /** It stopped at an error. */
  public static CellResult failed(String reason, Duration elapsed, List<String> lines) {
    return new CellResult(Outcome.FAILED, Optional.of(reason), elapsed, lines);
  }

  /** It was not over in time. */
  public static CellResult timedOut(String reason, Duration elapsed, List<String> lines) {
    return new CellResult(Outcome.TIMED_OUT, Optional.of(reason), elapsed, lines);
  }

  /** It was not run. */
  public static CellResult skipped(String reason) {
    return new CellResult(Outcome.SKIPPED, Optional.of(reason), Duration.ZERO, List.of());
  }

  /** Whether it ran and did what it says. A skipped cell never passes. */
  public boolean isPassed() {
    return outcome == Outcome.PASSED;
  }

  /** Whether it ran and did not do what it says. */
  public boolean isFailed() {
    return outcome == Outcome.FAILED || outcome == Outcome.TIMED_OUT;
  }
}
