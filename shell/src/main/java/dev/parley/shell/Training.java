package dev.parley.shell;

import dev.parley.commands.Commands;
import dev.parley.commands.Screen;
import dev.parley.commands.Surroundings;
import dev.parley.notes.Language;
import dev.parley.notes.Library;
import dev.parley.notes.Note;
import dev.parley.notes.Trust;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.ExternalTerminal;

/**
 * What the launcher runs once to make the archive of classes: a prompt without a screen, then a
 * script with a broker in it. Both end by themselves.
 */
public final class Training {
  private static final List<String> KEYS = List.of("help\r", "hel\t\r", "open index\r");

  private Training() {}

  /**
   * @param arguments a directory for state, and a script
   */
  public static void main(String[] arguments) throws IOException {
    // Whoever waits for the first prompt is not to wait for ever.
    Thread patience =
        new Thread(
            () -> {
              try {
                TimeUnit.SECONDS.sleep(60);
                Runtime.getRuntime().halt(1);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "training-patience");
    patience.setDaemon(true);
    patience.start();
    prompt(Path.of(arguments[0]));
    Main.main(new String[] {"-f", arguments[1]});
  }

  private static void prompt(Path state) throws IOException {
    Surroundings surroundings =
        new Surroundings(
            Systems.ALL,
            Library.bundled(),
            new Trust(state.resolve("trusted")),
            state,
            Path.of("").toAbsolutePath(),
            InputStream.nullInputStream(),
            Screen.NOBODY,
            Surroundings.Mode.PROMPT,
            Language.EN,
            new Provisions(Map.of()));
    Capabilities.prepare("xterm-256color");
    openNative();
    // Held here alone: their end is what ends the prompt.
    byte[] keys =
        (String.join("", KEYS) + "open " + foreignNote(state) + "\rexit\r")
            .getBytes(StandardCharsets.UTF_8);
    Terminal terminal =
        new ExternalTerminal(
            "training",
            "xterm-256color",
            new ByteArrayInputStream(keys),
            OutputStream.nullOutputStream(),
            StandardCharsets.UTF_8);
    // Higher than any note, so that no pager waits for keys.
    terminal.setSize(new Size(80, 10_000));
    try (Prompt prompt = new Prompt(terminal, state.resolve("history"))) {
      new Interactive(surroundings, new Commands(), Invocation.parse(List.of()), Map.of())
          .run(prompt);
    }
  }

  /** Any note that did not come with the program is offered demonstrations. */
  private static Path foreignNote(Path state) throws IOException {
    List<String> sources =
        Library.bundled().notes(Language.EN).stream().map(Note::source).limit(3).toList();
    return Files.writeString(state.resolve("foreign.md"), String.join("\n", sources));
  }

  /** What the real prompt opens its terminal with. */
  private static void openNative() throws IOException {
    TerminalBuilder.builder()
        .name("training")
        .type("xterm-256color")
        .provider("jni")
        .streams(InputStream.nullInputStream(), OutputStream.nullOutputStream())
        .build()
        .close();
    try {
      Class.forName("org.jline.terminal.impl.PosixSysTerminal");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
