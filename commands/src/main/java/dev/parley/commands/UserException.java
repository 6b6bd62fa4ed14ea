package dev.parley.commands;

import java.io.Serial;

/** What the user can mend: one line, a hint, and the exit code that a script sees. */
public final class UserException extends RuntimeException {
  /** Understood, but it failed. */
  public static final int FAILED = 1;

  /** Not understood. */
  public static final int NOT_UNDERSTOOD = 2;

  /** The time ran out. */
  public static final int TIMED_OUT = 124;

  /** Ended with Ctrl-C. */
  public static final int INTERRUPTED = 130;

  @Serial private static final long serialVersionUID = 1L;

  private final String hint;
  private final int exitCode;

  private UserException(String message, String hint, int exitCode) {
    super(message);
    this.hint = hint;
    this.exitCode = exitCode;
  }

  public static UserException failed(String message, String hint) {
    return new UserException(message, hint, FAILED);
  }

  public static UserException notUnderstood(String message, String hint) {
    return new UserException(message, hint, NOT_UNDERSTOOD);
  }

  public static UserException timedOut(String message, String hint) {
    return new UserException(message, hint, TIMED_OUT);
  }

  /** A cell failed, and its output has said why. */
  public static UserException cellFailed(int number, String hint, int exitCode) {
    return new UserException("cell " + number + " failed", hint, exitCode);
  }

  /** What to do; empty if nothing helps. */
  public String hint() {
    return hint;
  }

  public int exitCode() {
    return exitCode;
  }
}
