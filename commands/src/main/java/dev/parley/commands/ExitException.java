package dev.parley.commands;

import java.io.Serial;

/** The user leaves. */
public final class ExitException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;
}
