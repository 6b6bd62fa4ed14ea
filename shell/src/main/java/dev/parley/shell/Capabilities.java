package dev.parley.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
    // Not through InfoCmp, which reads four bytes at a time.
    try (InputStream known = InfoCmp.class.getResourceAsStream(terminal + ".caps")) {
      if (known != null) {
        InfoCmp.setLoadedInfoCmp(
            terminal, new String(known.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException notHere) {
      // Then infocmp is asked.
    }
  }
}
