package dev.parley.shell;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Records on a terminal: bytes in UTF-8 become lines in whatever the terminal has. */
final class TerminalRecords extends OutputStream {
  private final TerminalOutput output;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  TerminalRecords(TerminalOutput output) {
    this.output = output;
  }

  @Override
  public void write(int octet) {
    if (octet == '\n') {
      output.data(line.toString(StandardCharsets.UTF_8));
      line.reset();
    } else {
      line.write(octet);
    }
  }
}
