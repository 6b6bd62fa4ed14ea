package dev.parley.brokers;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Immutable octets: a key, a payload or a header's value, whatever they hold. */
public final class Bytes {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] octets;

  private Bytes(byte[] octets) {
    this.octets = octets;
  }

  /** Takes the array as it is, without a copy: the caller gives it away. */
  public static Bytes wrap(byte[] octets) {
    return new Bytes(octets);
  }

  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The array itself, not to be changed: a copy of each of a million payloads would cost more than
   * it protects.
   */
  public byte[] unwrap() {
    return octets;
  }

  public int length() {
    return octets.length;
  }

  /** The text, where the octets are well-formed UTF-8. */
  public Optional<String> text() {
    for (byte octet : octets) {
      if (octet < 0) {
        return decoded();
      }
    }
    return Optional.of(new String(octets, StandardCharsets.US_ASCII));
  }

  private Optional<String> decoded() {
    try {
      // A new decoder reports what is malformed; new String would replace it without a word.
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(octets, bytes.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** For people: the text, or how many octets there are. */
  @Override
  public String toString() {
    return text().orElseGet(() -> octets.length + " bytes");
  }
}
