package dev.parley.notes.run;

import dev.parley.notes.Note;

/** Cells of a note were to be run that nobody has allowed yet. */
public final class UntrustedNoteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UntrustedNoteException(Note note) {
    super(
        "the cells of "
            + note.origin().map(Object::toString).orElse(note.id())
            + " are not trusted");
  }
}
