package dev.parley.commands;

import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;

/**
 * Whoever read what is printed has gone, as {@code | head} does: there is nothing left to do, and
 * nobody to tell.
 */
public final class OutputClosedException extends UncheckedIOException {
  /** What a shell shows for a program that a closed pipe ended. */
  public static final int EXIT_CODE = 141;

  @Serial private static final long serialVersionUID = 1L;

  public OutputClosedException(IOException cause) {
    super(cause);
  }
}
