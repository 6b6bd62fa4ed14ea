package dev.parley.shell;

import java.io.UncheckedIOException;
import java.util.Set;
import org.jline.utils.InfoCmp;

/**
 * Spares the prompt a child process: JLine asks {@code infocmp} what a terminal can do, although it
 * knows the common ones itself.
 */
final class Capabilities {
  private static final Set<String> KNOWN =
      Set.of(
          "xterm",
          "xterm-256color",
          "screen",
          "screen-256color",
          "ansi",
          "rxvt",
          "rxvt-unicode-256color");

  private Capabilities() {}

  static void prepare(String terminal) {
    if (!KNOWN.contains(terminal)) {
      return;
    }
    try {
      InfoCmp.setLoadedInfoCmp(terminal, InfoCmp.getDefaultInfoCmp(terminal));
    } catch (UncheckedIOException | IllegalArgumentException notHere) {
      // Then infocmp is asked.
    }
  }
}
