package dev.parley.brokers;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * What a system refused or could not do, in one line for the user, with a hint of what to do about
 * it.
 */
public final class BrokerException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String hint;
  private final Sort sort;

  private enum Sort {
    REFUSED,
    NOT_UNDERSTOOD,
    UNREACHABLE
  }

  public BrokerException(String message, String hint) {
    super(message);
    this.hint = hint;
    this.sort = Sort.REFUSED;
  }

  public BrokerException(String message, String hint, Throwable cause) {
    this(message, hint, Sort.REFUSED, cause);
  }

  private BrokerException(String message, String hint, Sort sort, @Nullable Throwable cause) {
    super(message, cause);
    this.hint = hint;
    this.sort = sort;
  }

  /** A word of the user's that is none: an address without a system, a number with letters. */
  public static BrokerException notUnderstood(String message, String hint) {
    return new BrokerException(message, hint, Sort.NOT_UNDERSTOOD, null);
  }

  /** Nobody answered, or the connection was lost on the way. */
  public static BrokerException unreachable(String message, String hint, Throwable cause) {
    return new BrokerException(message, hint, Sort.UNREACHABLE, cause);
  }

  /** Whether the words were wrong, and not what they asked for. */
  public boolean isNotUnderstood() {
    return sort == Sort.NOT_UNDERSTOOD;
  }

  /** Whether there is, as far as is known, no connection now. */
  public boolean isUnreachable() {
    return sort == Sort.UNREACHABLE;
  }

  /** What to do; empty if nothing helps. */
  public String hint() {
    return hint;
  }
}
