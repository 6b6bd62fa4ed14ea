package dev.parley.notes;

import java.util.List;
import java.util.Optional;

/** What a name of a note, or of a section of one, led to. */
public sealed interface Lookup {
  /**
   * The note.
   *
   * @param section the section, if one was named
   */
  record Found(Note note, Optional<Section> section) implements Lookup {}

  /**
   * The note is there, the section is not.
   *
   * @param name what was asked for
   * @param near sections that may be meant
   */
  record NoSection(Note note, String name, List<Section> near) implements Lookup {}

  /**
   * Several notes are meant as much as one another.
   *
   * @param name what was asked for
   */
  record Ambiguous(String name, List<Note> notes) implements Lookup {}

  /**
   * There is no such note.
   *
   * @param name what was asked for
   * @param near ids of notes that may be meant
   */
  record NoNote(String name, List<String> near) implements Lookup {}

  /** The note, if it is there and no other could be meant; its section may be missing. */
  default Optional<Note> found() {
    if (this instanceof Found found) {
      return Optional.of(found.note());
    }
    return this instanceof NoSection missing ? Optional.of(missing.note()) : Optional.empty();
  }
}
