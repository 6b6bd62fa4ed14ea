package dev.parley.commands;

/**
 * What runs for one line. Made for that line, with its collaborators in the constructor, and not
 * used again.
 */
@FunctionalInterface
public interface Command {
  /**
   * @throws UserException if it failed, with what the user can do
   * @throws InterruptedException if the user pressed Ctrl-C
   */
  void run(Arguments arguments) throws InterruptedException;
}
