package dev.parley.brokers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BytesTest {
  @Test
  void textIsReadBack() {
    for (String text : List.of("", "plain", "зелёный чай", "🍵", "a\u0000b")) {
      assertEquals(Optional.of(text), Bytes.utf8(text).text());
      assertEquals(text, Bytes.utf8(text).toString());
    }
  }

  @Test
  void whatIsNotUtf8HasNoText() {
    for (byte[] octets :
        List.of(
            new byte[] {(byte) 0xff},
            new byte[] {'a', (byte) 0xc3},
            // An overlong slash, and half of a surrogate pair.
            new byte[] {(byte) 0xc0, (byte) 0xaf},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})) {
      assertEquals(Optional.empty(), Bytes.wrap(octets).text());
      assertEquals(octets.length + " bytes", Bytes.wrap(octets).toString());
    }
  }

  @Test
  void equalOctetsAreEqual() {
    assertEquals(Bytes.utf8("a"), Bytes.wrap(new byte[] {'a'}));
    assertEquals(Bytes.utf8("a").hashCode(), Bytes.wrap(new byte[] {'a'}).hashCode());
    assertNotEquals(Bytes.utf8("a"), Bytes.utf8("b"));
    assertNotEquals(Bytes.EMPTY, Bytes.utf8("a"));
    assertEquals(Bytes.EMPTY, Bytes.utf8(""));
  }

  @Test
  void nothingIsCopied() {
    byte[] octets = {1, 2, 3};
    assertSame(octets, Bytes.wrap(octets).unwrap());
    assertEquals(3, Bytes.wrap(octets).length());
  }
}
