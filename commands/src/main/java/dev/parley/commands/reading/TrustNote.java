package dev.parley.commands.reading;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;
import dev.parley.notes.Note;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code trust}: from now on this note's cells may run, as they are now. */
public final class TrustNote implements Command {
  private final Session session;

  private TrustNote(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("trust", Group.RUN, "Allow a note's cells to run, as they are now")
        .example("trust ./my-note.md", "trust ./notes", "trust")
        .takes(
            Parameter.optional(
                "NOTE",
                Parameter.Kind.NOTE,
                "Which one, or a folder of them; the open one if not given"))
        .made(TrustNote::new);
  }

  @Override
  public void run(Arguments arguments) {
    if (session.inCell()) {
      throw UserException.failed(
          "a cell cannot trust a note", "only the reader can, with the same words at the prompt");
    }
    Optional<Path> folder = arguments.word(0).map(session::path).filter(Files::isDirectory);
    if (folder.isPresent()) {
      below(folder.get());
      return;
    }
    Note note =
        arguments
            .word(0)
            .map(word -> session.reading().find(word).note())
            .orElseGet(session.reading()::requireNote);
    if (note.cells().isEmpty()) {
      session.output().say(note.id() + " has no cells, so there is nothing to trust");
    } else if (session.surroundings().trust().isTrusted(note)) {
      session.output().say(note.id() + " is trusted already");
    } else {
      session.trust(note);
      session.output().say(note.id() + " is trusted, until a cell of it changes");
    }
  }

  private void below(Path folder) {
    int trusted = 0;
    for (Note note : NoteFiles.below(folder, session)) {
      if (!note.cells().isEmpty() && !session.surroundings().trust().isTrusted(note)) {
        session.trust(note);
        session.output().say(note.id() + " is trusted, until a cell of it changes");
        trusted++;
      }
    }
    if (trusted == 0) {
      session.output().say("no note in " + folder + " has cells that were not trusted");
    }
  }
}
