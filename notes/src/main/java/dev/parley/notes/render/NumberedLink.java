package dev.parley.notes.render;

/**
 * A link that the reader can follow by its number.
 *
 * @param number from 1 through the note
 * @param target what the note says: a URL, a relative path, or {@code note#section} of a wikilink;
 *     safe to print
 * @param wiki whether it was written {@code [[…]]}
 * @param line the line of the rendered note where it stands, from 0
 */
public record NumberedLink(int number, String target, boolean wiki, int line) {}
