package dev.parley.notes;

/**
 * Where a fenced block stands in its note's source, in characters, so that it can be rewritten
 * without touching anything else.
 *
 * @param start where the line of the opening fence begins
 * @param contentStart where the first line inside begins
 * @param contentEnd where the line of the closing fence begins; the end of the block if it was
 *     never closed
 * @param end behind the line terminator of the last line
 * @param line the line of the opening fence, from 1
 * @param prefix what stands before each of its lines: quote marks and the indentation of lists
 * @param mark the opening fence itself, at least three backticks or tildes
 * @param closed whether it has a closing fence
 */
public record Fence(
    int start,
    int contentStart,
    int contentEnd,
    int end,
    int line,
    String prefix,
    String mark,
    boolean closed) {}
