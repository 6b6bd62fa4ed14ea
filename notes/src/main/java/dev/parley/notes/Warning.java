package dev.parley.notes;

/**
 * Something in a note that could not be taken as it was meant.
 *
 * @param line the line in the note's file, from 1
 * @param message what is wrong, in one line; may quote the note, so it is as foreign as the note
 */
public record Warning(int line, String message) {
  @Override
  public String toString() {
    return "line " + line + ": " + message;
  }
}
