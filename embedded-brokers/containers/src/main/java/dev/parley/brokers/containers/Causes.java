package dev.parley.brokers.containers;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Testcontainers wraps in one exception after the other. */
final class Causes {
  private Causes() {}

  /** The first line of what the innermost cause says. */
  static String line(@Nullable Throwable failed) {
    String text = "it ended";
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      text = Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }
    return text.lines().findFirst().orElse("it ended");
  }

  /** The one that says such a thing. */
  static Optional<Throwable> saying(@Nullable Throwable failed, String... words) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      String text = Objects.requireNonNullElse(cause.getMessage(), "");
      for (String word : words) {
        if (text.contains(word)) {
          return Optional.of(cause);
        }
      }
    }
    return Optional.empty();
  }
}
