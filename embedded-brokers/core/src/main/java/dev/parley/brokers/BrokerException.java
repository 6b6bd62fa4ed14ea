package dev.parley.brokers;

import java.io.Serial;

/**
 * What a system refused or could not do, in one line for the user, with a hint of what to do about
 * it.
 */
public final class BrokerException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String hint;

  public BrokerException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  public BrokerException(String message, String hint, Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /** What to do; empty if nothing helps. */
  public String hint() {
    return hint;
  }
}
