package dev.parley.commands.cell;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts what is written into lines. */
public final class LineStream extends OutputStream {
  // A line without an end is handed over in pieces of this size.
  private static final int LONGEST = 1 << 16;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Consumer<String> consumer = text -> {};

  /** Who takes the lines from here on. */
  public synchronized void to(Consumer<String> taker) {
    consumer = taker;
  }

  @Override
  public synchronized void write(int octet) {
    if (octet == '\n' || line.size() >= LONGEST) {
      hand();
    }
    if (octet != '\n' && octet != '\r') {
      line.write(octet);
    }
  }

  @Override
  public synchronized void write(byte[] octets, int from, int length) {
    for (int i = from; i < from + length; i++) {
      write(octets[i]);
    }
  }

  /** Hands over what has no line end yet. */
  public synchronized void end() {
    if (line.size() > 0) {
      hand();
    }
  }

  private void hand() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    consumer.accept(text);
  }
}
