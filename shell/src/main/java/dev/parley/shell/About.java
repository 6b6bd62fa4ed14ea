package dev.parley.shell;

import java.util.List;

/** What the program says of itself. */
final class About {
  // A constant, and not read from the jar: opening the jar takes longer than all the rest of
  // --version.
  static final String VERSION = "0.1.0-SNAPSHOT";

  private About() {}

  static List<String> version() {
    return List.of("parley " + VERSION + " on Java " + Runtime.version());
  }

  static List<String> usage() {
    return List.of(
        "parley                          opens the prompt",
        "parley -e 'COMMAND; COMMAND'    runs commands and ends when the last is over",
        "parley -f FILE                  runs the commands in a file; also piped to the standard input",
        "parley COMMAND …                runs one command: parley open asynchronous, parley help publish",
        "parley run NOTE[#SECTION]       runs the cells of a note",
        "parley test [NOTE|DIR]…         runs notes and compares their output",
        "",
        "Options, before the command:",
        "  -o, --output table|json       how to print; JSON is one object a line",
        "  -q, --quiet                   say nothing but what was asked for",
        "  --no-color                    no colours; NO_COLOR=1 does the same",
        "  --timeout TIME                give up after so long: 500ms, 5s, 2m",
        "  -V, --version                 the version",
        "  -h, --help                    this",
        "",
        "Exit codes: 0 done, 1 failed, 2 not understood, 124 timed out, 130 interrupted");
  }
}
