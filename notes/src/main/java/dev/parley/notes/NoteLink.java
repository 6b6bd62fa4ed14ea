package dev.parley.notes;

import java.util.Optional;

/**
 * A link from one note to another: a wikilink, or a link to a file.
 *
 * @param text what the reader sees
 * @param target what the note says
 * @param wiki whether it was written {@code [[…]]}
 * @param note where it leads; empty if that is no note, or nothing at all
 * @param section the section there
 * @param broken whether it leads nowhere: no file, no note, or no such section in it
 */
public record NoteLink(
    String text,
    String target,
    boolean wiki,
    Optional<Note> note,
    Optional<Section> section,
    boolean broken) {}
