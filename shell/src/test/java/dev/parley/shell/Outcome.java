package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/**
 * How a run of the program ended.
 *
 * @param code its exit code
 * @param data what it wrote to the standard output
 * @param words what it wrote to the standard error
 */
record Outcome(int code, String data, String words) {
  List<String> lines() {
    return data.lines().toList();
  }

  /**
   * What it wrote to the standard error, without its progress, which a busy machine sees more of.
   */
  List<String> answers() {
    return words.lines().filter(line -> !line.startsWith("… ")).toList();
  }

  /** Fails, with everything that was printed, if the exit code is another. */
  Outcome expect(int expected) {
    assertEquals(expected, code, toString());
    return this;
  }

  @Override
  public String toString() {
    return "exit code " + code + "\nstandard output:\n" + data + "\nstandard error:\n" + words;
  }
}
