package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.brokers.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonBufferTest {
  private static String written(JsonBuffer buffer) {
    return new String(buffer.octets(), StandardCharsets.UTF_8);
  }

  @Test
  void wellFormedIsWhatTheDecoderOfJavaTakes() {
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      byte[] octets = new byte[random.nextInt(6)];
      random.nextBytes(octets);
      JsonBuffer buffer = new JsonBuffer();
      boolean taken = buffer.text(octets);
      String hex = HexFormat.of().formatHex(octets);
      assertEquals(Bytes.wrap(octets).text().isPresent(), taken, hex);
      assertEquals(taken, buffer.octets().length > 0, hex);
    }
  }

  @Test
  void everyCharacterComesBackAsItself() throws IOException {
    for (int character = 0;
        character <= Character.MAX_CODE_POINT;
        character += character < 0x3000 ? 1 : 61) {
      if (Character.isBmpCodePoint(character) && Character.isSurrogate((char) character)) {
        character = Character.MAX_SURROGATE + 1;
      }
      String text = "a" + Character.toString(character);
      JsonBuffer buffer = new JsonBuffer();
      buffer.text(text);
      try (var parser = Json.factory().createParser(buffer.octets())) {
        parser.nextToken();
        assertEquals(text, parser.getText(), () -> written(buffer));
      }
    }
  }

  @Test
  void numbersAreDecimal() {
    for (long number : new long[] {0, 9, 10, 1_234_567_890_123L, Long.MAX_VALUE, Long.MIN_VALUE}) {
      JsonBuffer buffer = new JsonBuffer();
      buffer.number(number);
      assertEquals(Long.toString(number), written(buffer));
    }
  }

  @Test
  void whatIsLongerThanTheBufferIsWhole() throws IOException {
    String text = "чай\n".repeat(100_000);
    JsonBuffer buffer = new JsonBuffer();
    buffer.text(text);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    buffer.writeTo(out);
    assertEquals('"' + text.replace("\n", "\\n") + '"', out.toString(StandardCharsets.UTF_8));
  }
}
