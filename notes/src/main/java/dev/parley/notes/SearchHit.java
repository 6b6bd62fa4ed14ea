package dev.parley.notes;

import java.util.Optional;

/**
 * A line that holds what was searched for.
 *
 * @param section where it stands
 * @param line the line in the note's file, from 1
 * @param snippet the line as it is written, cut to a readable length
 * @param score the higher, the better; comparable within one search only
 */
public record SearchHit(
    Note note, Optional<Section> section, int line, String snippet, double score) {}
