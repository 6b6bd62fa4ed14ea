package dev.parley.commands;

import dev.parley.brokers.BrokerKind;
import dev.parley.notes.Language;
import dev.parley.notes.Library;
import dev.parley.notes.Trust;
import dev.parley.notes.run.Needs;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * What a session stands in and does not change.
 *
 * @param state a directory for logs, history and temporary data
 * @param directory where the program was started: relative paths begin there
 * @param mode how commands come
 * @param language of the notes to begin with
 * @param needs what cells can ask for with {@code needs=}
 */
public record Surroundings(
    List<BrokerKind> kinds,
    Library library,
    Trust trust,
    Path state,
    Path directory,
    InputStream input,
    Screen screen,
    Mode mode,
    Language language,
    Needs needs) {

  /** How commands come. */
  public enum Mode {
    /** A person types and reads. */
    PROMPT,
    /** One after the other, as a text. */
    SCRIPT,
    /** One, and then the end. */
    COMMAND
  }

  /** Whether a person types and reads. */
  public boolean interactive() {
    return mode == Mode.PROMPT;
  }

  /** The same with a screen. */
  public Surroundings with(Screen other) {
    return new Surroundings(
        kinds, library, trust, state, directory, input, other, mode, language, needs);
  }

  /** The same with another standard input. */
  public Surroundings with(InputStream other) {
    return new Surroundings(
        kinds, library, trust, state, directory, other, screen, mode, language, needs);
  }

  /** The same without a person: nothing is asked, and no message is dropped. */
  Surroundings unattended() {
    return new Surroundings(
        kinds,
        library,
        trust,
        state,
        directory,
        input,
        Screen.NOBODY,
        Mode.SCRIPT,
        language,
        needs);
  }
}
