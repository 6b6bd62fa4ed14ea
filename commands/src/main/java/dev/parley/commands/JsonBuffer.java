package dev.parley.commands;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON as octets. A million records are printed as fast as they are read, which takes octets that
 * are looked at once: most of a text is copied as it is.
 *
 * <p>Besides what JSON wants, everything is escaped that could do something to a terminal: DEL, C1
 * and what turns the direction of writing.
 */
final class JsonBuffer {
  private static final int FIRST = 1 << 10;
  private static final int USUAL = 1 << 16;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** Which octets stand for themselves in a JSON string. */
  private static final boolean[] PLAIN = plain();

  private byte[] octets = new byte[FIRST];
  private int length;

  private static boolean[] plain() {
    boolean[] plain = new boolean[256];
    Arrays.fill(plain, 0x20, 0x7f, true);
    plain['"'] = false;
    plain['\\'] = false;
    return plain;
  }

  /** A copy of what was written. */
  byte[] octets() {
    return Arrays.copyOf(octets, length);
  }

  boolean isFull() {
    return length >= USUAL / 2;
  }

  void writeTo(OutputStream to) throws IOException {
    to.write(octets, 0, length);
    length = 0;
    if (octets.length > 16 * USUAL) {
      octets = new byte[USUAL];
    }
  }

  private void reserve(int more) {
    if (octets.length - length < more) {
      octets = Arrays.copyOf(octets, Math.max(octets.length * 2, length + more));
    }
  }

  /** Octets as they are. */
  void raw(byte[] from) {
    reserve(from.length);
    System.arraycopy(from, 0, octets, length, from.length);
    length += from.length;
  }

  void raw(char ascii) {
    reserve(1);
    octets[length++] = (byte) ascii;
  }

  void number(long value) {
    if (value < 0) {
      raw(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
      return;
    }
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    digits(value, digits);
  }

  /** The last digits of a number, with leading zeros. */
  void digits(long value, int count) {
    reserve(count);
    long rest = value;
    for (int at = length + count - 1; at >= length; at--) {
      octets[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
  }

  void text(String text) {
    text(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes octets of UTF-8 as a string.
   *
   * @return false if they are malformed; nothing is written then
   */
  boolean text(byte[] from) {
    int begin = length;
    reserve(from.length + 2);
    octets[length++] = '"';
    int copied = 0;
    int at = 0;
    while (at < from.length) {
      if (PLAIN[from[at] & 0xff]) {
        at++;
        continue;
      }
      int size = from[at] >= 0 ? 1 : Utf8.size(from, at);
      if (size == 0) {
        length = begin;
        return false;
      }
      int character = Utf8.character(from, at, size);
      if (size == 1 || isUnsafe(character)) {
        copy(from, copied, at);
        escaped(character);
        copied = at + size;
      }
      at += size;
    }
    copy(from, copied, at);
    raw('"');
    return true;
  }

  private void copy(byte[] from, int begin, int end) {
    reserve(end - begin + 8);
    System.arraycopy(from, begin, octets, length, end - begin);
    length += end - begin;
  }

  private void escaped(int character) {
    switch (character) {
      case '"', '\\' -> pair(character);
      case '\n' -> pair('n');
      case '\t' -> pair('t');
      case '\r' -> pair('r');
      default -> {
        pair('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
          octets[length++] = HEX[(character >> shift) & 0xf];
        }
      }
    }
  }

  private void pair(int second) {
    reserve(8);
    octets[length++] = '\\';
    octets[length++] = (byte) second;
  }

  /** Of the characters past ASCII. */
  private static boolean isUnsafe(int c) {
    return (c <= 0x9f)
        || c == 0x61c
        || (c >= 0x200e && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
