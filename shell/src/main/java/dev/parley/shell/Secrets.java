package dev.parley.shell;

import java.util.regex.Pattern;

/** Tells a line that holds a password: it must not outlive the program. */
final class Secrets {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(password|passwd|passphrase|secret|token|api.?key|access.?key|sasl\\.jaas|://[^/\\s:@]+:[^/\\s@]+@)");

  private Secrets() {}

  static boolean in(String line) {
    return SECRET.matcher(line).find();
  }
}
