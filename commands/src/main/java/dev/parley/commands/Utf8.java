package dev.parley.commands;

/** Characters in octets, as RFC 3629 has them. */
final class Utf8 {
  private static final int[] SMALLEST = {0, 0, 0x80, 0x800, 0x10000};

  private Utf8() {}

  /** How many octets the character takes that begins with an octet past ASCII; 0 if malformed. */
  static int size(byte[] octets, int at) {
    int first = octets[at] & 0xff;
    int size = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (size == 0 || at + size > octets.length) {
      return 0;
    }
    for (int i = at + 1; i < at + size; i++) {
      if ((octets[i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int character = character(octets, at, size);
    boolean surrogate = character >= 0xd800 && character <= 0xdfff;
    return character < SMALLEST[size] || character > 0x10ffff || surrogate ? 0 : size;
  }

  /** The character in so many octets. */
  static int character(byte[] octets, int at, int size) {
    if (size == 1) {
      return octets[at];
    }
    int character = octets[at] & (0xff >> (size + 1));
    for (int i = at + 1; i < at + size; i++) {
      character = (character << 6) | (octets[i] & 0x3f);
    }
    return character;
  }
}
