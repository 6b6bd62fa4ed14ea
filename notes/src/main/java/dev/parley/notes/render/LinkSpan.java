package dev.parley.notes.render;

/**
 * A part of a line that leads somewhere.
 *
 * @param start the first character of the line's text, from 0
 * @param end behind the last one
 * @param uri where to, safe to write into an OSC 8 escape: printable ASCII only, everything else
 *     percent-encoded
 */
public record LinkSpan(int start, int end, String uri) {}
