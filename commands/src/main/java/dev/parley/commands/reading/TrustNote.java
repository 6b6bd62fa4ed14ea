package dev.parley.commands.reading;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.notes.Note;

/** {@code trust}: from now on this note's cells may run, as they are now. */
public final class TrustNote implements Command {
  private final Session session;

  private TrustNote(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("trust", Group.RUN, "Allow a note's cells to run, as they are now")
        .example("trust ./my-note.md", "trust")
        .takes(
            Parameter.optional("NOTE", Parameter.Kind.NOTE, "Which one; the open one if not given"))
        .made(TrustNote::new);
  }

  @Override
  public void run(Arguments arguments) {
    Note note =
        arguments
            .word(0)
            .map(word -> session.reading().find(word).note())
            .orElseGet(session.reading()::requireNote);
    if (session.surroundings().trust().isTrusted(note)) {
      session.output().say(note.id() + " is trusted already");
      return;
    }
    session.trust(note);
    session.output().say(note.id() + " is trusted, until a cell of it changes");
  }
}
