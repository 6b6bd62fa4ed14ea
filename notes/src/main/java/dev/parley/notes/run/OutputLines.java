package dev.parley.notes.run;

/** Takes what a cell prints, line by line. */
@FunctionalInterface
public interface OutputLines {
  /**
   * A line that appeared, without its terminator. As foreign as what was sent: whoever prints it
   * makes it safe.
   */
  void line(String line);
}
