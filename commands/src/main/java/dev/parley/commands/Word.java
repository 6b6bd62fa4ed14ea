package dev.parley.commands;

/**
 * One word of a line, as typed.
 *
 * @param text without its outer quotes
 * @param quoted whether it had some, or is a payload of its own: it is no option, whatever it
 *     begins with
 * @param start where it stands in the line, quotes included
 * @param end behind its last character
 */
record Word(String text, boolean quoted, int start, int end) {
  /**
   * {@code -5} is a number and {@code -} is the standard input; {@code -H} and {@code --key} are
   * options.
   */
  boolean isOption() {
    return !quoted
        && text.length() > 1
        && text.charAt(0) == '-'
        && (text.charAt(1) == '-' || Character.isLetter(text.charAt(1)));
  }
}
