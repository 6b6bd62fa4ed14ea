package dev.parley.brokers;

import java.io.Serial;

/**
 * What a system refused or could not do, in one line for the user, with a hint of what to do about
 * it.
 */
public final class BrokerException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String hint;
  private final boolean notUnderstood;

  public BrokerException(String message, String hint) {
    this(message, hint, false);
  }

  private BrokerException(String message, String hint, boolean notUnderstood) {
    super(message);
    this.hint = hint;
    this.notUnderstood = notUnderstood;
  }

  public BrokerException(String message, String hint, Throwable cause) {
    super(message, cause);
    this.hint = hint;
    this.notUnderstood = false;
  }

  /** A word of the user's that is none: an address without a system, a number with letters. */
  public static BrokerException notUnderstood(String message, String hint) {
    return new BrokerException(message, hint, true);
  }

  /** Whether the words were wrong, and not what they asked for. */
  public boolean isNotUnderstood() {
    return notUnderstood;
  }

  /** What to do; empty if nothing helps. */
  public String hint() {
    return hint;
  }
}
