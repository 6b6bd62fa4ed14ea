package dev.parley.notes;

/**
 * A section of a bundled note that shows live what a term means.
 *
 * @param term the term, as the bundled note writes it
 * @param note the bundled note's id
 * @param section the slug of the section that shows it
 * @param title the heading of that section
 */
public record Demonstration(String term, String note, String section, String title) {
  /** What is typed to reach it: {@code note#section}. */
  public String target() {
    return note + "#" + section;
  }
}
