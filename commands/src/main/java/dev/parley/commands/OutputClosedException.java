package dev.parley.commands;

import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;

/**
 * What is printed cannot be written any more: whoever read it has gone, as {@code | head} does, or
 * there is no room for it.
 */
public final class OutputClosedException extends UncheckedIOException {
  /** What a shell shows for a program that a closed pipe ended. */
  private static final int CLOSED_PIPE = 141;

  @Serial private static final long serialVersionUID = 1L;

  private final boolean readerGone;

  /**
   * @param readerGone whether nobody reads any more, so that there is nobody to tell either
   */
  public OutputClosedException(IOException cause, boolean readerGone) {
    super("cannot write the output: " + cause.getMessage(), cause);
    this.readerGone = readerGone;
  }

  public boolean readerGone() {
    return readerGone;
  }

  public int exitCode() {
    return readerGone ? CLOSED_PIPE : UserException.FAILED;
  }
}
