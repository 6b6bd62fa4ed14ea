package dev.parley.commands;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream for a parser that has to know what follows in a line before it asks for it. It waits for
 * no more than the end of that line, so what comes through a pipe is taken as it comes.
 */
final class RestOfLine extends InputStream {
  private final InputStream from;
  private final byte[] octets = new byte[1 << 16];

  /** How many octets stood before {@link #octets}. */
  private long before;

  private int next;
  private int end;

  RestOfLine(InputStream from) {
    this.from = from;
  }

  /**
   * Whether nothing follows in the line of a place but blanks, or the beginning of another object.
   *
   * @param place how many octets were parsed; what was handed out last holds it
   */
  boolean mayFollow(long place) throws IOException {
    int at = (int) (place - before);
    while (true) {
      if (at == end) {
        int kept = end - next;
        if (!more()) {
          return true;
        }
        at = kept;
      }
      byte octet = octets[at++];
      if (octet != ' ' && octet != '\t' && octet != '\r') {
        return octet == '\n' || octet == '{';
      }
    }
  }

  /** What was handed out makes room; false if nothing came, or there is no room. */
  private boolean more() throws IOException {
    System.arraycopy(octets, next, octets, 0, end - next);
    before += next;
    end -= next;
    next = 0;
    int count = end == octets.length ? -1 : from.read(octets, end, octets.length - end);
    end += Math.max(0, count);
    return count > 0;
  }

  @Override
  public int read() throws IOException {
    return next < end || more() ? octets[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] to, int start, int length) throws IOException {
    if (next == end && !more()) {
      return -1;
    }
    int count = Math.min(length, end - next);
    System.arraycopy(octets, next, to, start, count);
    next += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    from.close();
  }
}
