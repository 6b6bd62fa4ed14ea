package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Position;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageJsonTest {
  private static Message read(String json) throws IOException {
    return new MessageJsonReader(
            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), Optional.empty())
        .next()
        .orElseThrow();
  }

  @Test
  void aMessageIsWrittenAsOneLine() {
    Message message =
        new Message(
            Address.parse("kafka:orders"),
            Optional.of(Bytes.utf8("42")),
            List.of(Header.of("trace", "abc")),
            Optional.of(Bytes.utf8("{\"item\":\"чай\"}")),
            Optional.of(Instant.ofEpochMilli(0)),
            Optional.of(new Position.Log(2, 7)),
            Map.of());
    assertEquals(
        "{\"system\":\"kafka\",\"destination\":\"kafka:orders\",\"key\":\"42\",\"keyEncoding\":\"utf8\","
            + "\"headers\":[{\"name\":\"trace\",\"value\":\"abc\",\"encoding\":\"utf8\"}],"
            + "\"payload\":\"{\\\"item\\\":\\\"чай\\\"}\",\"payloadEncoding\":\"utf8\","
            + "\"timestamp\":\"1970-01-01T00:00:00Z\",\"position\":{\"partition\":2,\"offset\":7},\"properties\":{}}",
        MessageRecord.of(message));
  }

  @Test
  void whatIsWrittenIsReadBackWithoutLoss() throws IOException {
    Message message =
        new Message(
            Address.parse("kafka:orders"),
            Optional.of(Bytes.wrap(new byte[] {0, (byte) 0xff, 'k'})),
            List.of(
                Header.of("a", "1"),
                Header.of("a", "2"),
                new Header("binary", Optional.of(Bytes.wrap(new byte[] {(byte) 0xc3}))),
                new Header("none", Optional.empty())),
            Optional.of(Bytes.utf8("\u001b]52;c;x\u0007 \u009b31m \u202e \" \\ \n \ud83c\udf75")),
            Optional.of(Instant.ofEpochMilli(1_700_000_000_123L)),
            Optional.empty(),
            Map.of("group", "g1"));
    assertEquals(message, read(MessageRecord.of(message)));
  }

  @Test
  void aTombstoneHasANullPayload() throws IOException {
    Message message =
        new Message(
            Address.parse("kafka:t"),
            Optional.of(Bytes.utf8("k")),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    assertTrue(MessageRecord.of(message).contains("\"payload\":null"));
    assertEquals(message, read(MessageRecord.of(message)));
  }

  @Test
  void nothingThatMovesATerminalIsPrinted() {
    Message message =
        Message.of(
            Address.parse("kafka:t"),
            Bytes.utf8("\u001b[2J \u009b2J \u0090 \u007f \u202e \u2066 \u061c \u200f \u2028"));
    String json = MessageRecord.of(message);
    assertFalse(
        json.chars()
            .anyMatch(
                c ->
                    c < 0x20
                        || (c >= 0x7f && c <= 0x9f)
                        || (c >= 0x2028 && c <= 0x202e)
                        || (c >= 0x2066 && c <= 0x2069)
                        || c == 0x61c
                        || c == 0x200f),
        json);
  }

  @Test
  void whatIsNoMessageIsRefusedWithItsLine() {
    UserException e = assertThrows(UserException.class, () -> read("\n[1]"));
    assertTrue(e.getMessage().startsWith("not a message in line 2"), e.getMessage());
    assertThrows(UserException.class, () -> read("{\"payload\":\"no destination\"}"));
    assertThrows(
        UserException.class,
        () ->
            read("{\"destination\":\"kafka:t\",\"payload\":\"%\",\"payloadEncoding\":\"base64\"}"));
  }

  private static void refused(String what, String json) {
    UserException e = assertThrows(UserException.class, () -> read(json));
    assertTrue(String.valueOf(e.getMessage()).contains(what), e.getMessage());
  }

  @Test
  void aMisspeltOrMissingFieldIsNoTombstone() {
    refused("line 1: unknown field payloads", "{\"destination\":\"kafka:t\",\"payloads\":\"x\"}");
    refused("no payload", "{\"destination\":\"kafka:t\"}");
    refused("headers is a list", message("\"headers\":{\"a\":\"b\"}"));
    refused("a header is an object", message("\"headers\":[\"a\"]"));
    refused("no field valeu", message("\"headers\":[{\"name\":\"a\",\"valeu\":\"b\"}]"));
    refused("a name and a value", message("\"headers\":[{\"name\":\"a\"}]"));
    refused("properties is an object", message("\"properties\":[]"));
    refused("payloadEncoding is utf8, base64 or json", message("\"payloadEncoding\":\"hex\""));
    refused("keyEncoding is utf8 or base64", message("\"keyEncoding\":\"json\""));
    refused(
        "a payload in base64 is a string",
        "{\"destination\":\"kafka:t\",\"payload\":[],\"payloadEncoding\":\"base64\"}");
  }

  @Test
  void nothingOfALineIsTakenThatIsWrongFurtherOn() {
    refused(
        "line 1: something else follows",
        "{\"destination\":\"kafka:t\",\"payload\":\"x\"} trailing\n");
    refused(
        "line 2: something else follows", "\n{\"destination\":\"kafka:t\",\"payload\":\"x\"}\t]");
  }

  @Test
  void whatIsThereTwiceIsRefused() {
    refused("line 1: payload is there twice", message("\"payload\":\"y\""));
    refused(
        "destination is there twice",
        "{\"destination\":\"kafka:t\",\"payload\":\"x\",\"destination\":\"kafka:t\"}");
    refused(
        "value is there twice in a header",
        message("\"headers\":[{\"name\":\"a\",\"value\":\"b\",\"value\":\"c\"}]"));
    refused("the property a is there twice", message("\"properties\":{\"a\":\"b\",\"a\":\"c\"}"));
  }

  @Test
  void halfACharacterIsRefused() throws IOException {
    String half = "\"\\ud800\"";
    refused(
        "\\ud800 is half a character", "{\"destination\":\"kafka:t\",\"payload\":" + half + "}");
    refused("half", "{\"destination\":\"kafka:t\",\"payload\":[" + half + "]}");
    refused("half", message("\"key\":" + half));
    refused("half", message("\"key\":\"\\udc00\\ud800\""));
    refused("half", message("\"properties\":{\"a\":" + half + "}"));
    refused("half", message("\"headers\":[{\"name\":\"a\",\"value\":" + half + "}]"));
    assertEquals(
        Optional.of(Bytes.utf8("\ud83c\udf75")),
        read("{\"destination\":\"kafka:t\",\"payload\":\"\\ud83c\\udf75\"}").payload());
  }

  @Test
  void whatIsNoJsonIsSaidInOneLineAndWithItsOwnLine() {
    String begun = "{\"destination\":\"kafka:t\",\"payload\":";
    refused("not a message in line 1: not an object", "42\n");
    refused("line 1: it has no end", begun + "\"x\"\n");
    refused("line 2: it has no end", "\n" + begun + "[1,\n");
    refused("line 1: no JSON", "never\n");
    refused("line 1: no JSON", begun + "NaN}\n");
    refused("line 1: no JSON", begun + "\"x\n\"}\n");
    refused("line 2: no JSON", "\n" + begun + "\n'x'}\n");
    refused("nested too deep", begun + "[".repeat(5000) + "]".repeat(5000) + "}");
    refused(
        "timestamp is a time like 2026-01-31T12:00:00Z, not never",
        message("\"timestamp\":\"never\""));
    refused("line 1: no such system: x", "{\"destination\":\"x:t\",\"payload\":\"x\"}");
    refused("base64", message("\"key\":\"%\",\"keyEncoding\":\"base64\""));
  }

  @Test
  void messagesMayShareALineAndSpanSeveral() throws IOException {
    String one = "{\"destination\":\"kafka:t\",\n\"payload\":\"" + "x".repeat(70_000) + "\"}";
    MessageJsonReader reader =
        new MessageJsonReader(
            new ByteArrayInputStream((one + " \r\n" + one + one).getBytes(StandardCharsets.UTF_8)),
            Optional.empty());
    for (int i = 0; i < 3; i++) {
      assertEquals(70_000, reader.next().orElseThrow().payload().orElseThrow().length());
    }
    assertTrue(reader.next().isEmpty());
  }

  private static String message(String field) {
    return "{\"destination\":\"kafka:t\",\"payload\":\"x\"," + field + "}";
  }

  @Test
  void anEncodingHoldsForItsOwnMessageAlone() throws IOException {
    String lines =
        """
        {"destination":"kafka:t","payload":"/w==","payloadEncoding":"base64"}
        {"destination":"kafka:t","payload":"abcd"}
        """;
    MessageJsonReader reader =
        new MessageJsonReader(
            new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), Optional.empty());
    assertEquals(Optional.of(Bytes.wrap(new byte[] {-1})), reader.next().orElseThrow().payload());
    assertEquals(Optional.of(Bytes.utf8("abcd")), reader.next().orElseThrow().payload());
  }

  @Test
  void whatAPublishHasPrintedIsToldFromMessages() throws IOException {
    String lines =
        """
        {"destination":"kafka:t","outcome":"confirmed","sent":1}
        {"destination":"kafka:t","payload":"x"}
        """;
    MessageJsonReader reader =
        new MessageJsonReader(
            new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), Optional.empty());
    assertEquals(Optional.of(Bytes.utf8("x")), reader.next().orElseThrow().payload());
    assertTrue(reader.next().isEmpty());
    assertEquals(1, reader.outcomes());
  }

  private static String payload(String text) {
    String json = MessageRecord.of(Message.of(Address.parse("kafka:t"), Bytes.utf8(text)), true);
    int begin = json.indexOf("\"payload\":") + "\"payload\":".length();
    return json.substring(begin, json.indexOf(",\"timestamp\""));
  }

  @Test
  void aPayloadThatIsJsonCanStandThereAsTheValueThatItIs() throws IOException {
    String value = ",\"payloadEncoding\":\"json\"";
    assertEquals(
        "{\"id\":1,\"tags\":[\"a\",null]}" + value,
        payload("{ \"id\" : 1,\n \"tags\": [\"a\", null] }\n"));
    assertEquals("{\"a\":1.50,\"a\":1E400}" + value, payload("{\"a\":1.50,\"a\":1E400}"));
    assertEquals("\"\\u202e\"" + value, payload("\"\u202e\""));
    assertEquals("null" + value, payload("null"));
    assertEquals("\"plain\",\"payloadEncoding\":\"utf8\"", payload("plain"));
    assertEquals("\"{} {}\",\"payloadEncoding\":\"utf8\"", payload("{} {}"));
    assertEquals("\"{\\\"a\\\":\",\"payloadEncoding\":\"utf8\"", payload("{\"a\":"));
    String deep = "[".repeat(5000) + "]".repeat(5000);
    assertEquals('"' + deep + "\",\"payloadEncoding\":\"utf8\"", payload(deep));
    for (String text :
        List.of(
            "{\"id\":1}", "[1,2.50]", "\"a \\\" b\"", "null", "true", "-7", "plain", "", "\"")) {
      Message message = Message.of(Address.parse("kafka:t"), Bytes.utf8(text));
      assertEquals(message, read(MessageRecord.of(message, true)), text);
    }
  }

  @Test
  void aPayloadThatIsNoStringIsTakenAsItsText() throws IOException {
    for (String value : List.of("{\"id\":1,\"tags\":[\"a\"]}", "[1,2.50]", "5", "true")) {
      assertEquals(
          Optional.of(Bytes.utf8(value)),
          read("{\"destination\":\"kafka:t\",\"payload\": " + value + " }").payload());
    }
    assertEquals(
        Optional.empty(), read("{\"destination\":\"kafka:t\",\"payload\":null}").payload());
    assertThrows(
        UserException.class, () -> read("{\"destination\":\"kafka:t\",\"payload\":{\"open\":[1"));
  }

  @Test
  void aHeaderKeepsItsType() throws IOException {
    Message message =
        new Message(
            Address.parse("rabbit:jobs"),
            Optional.empty(),
            List.of(new Header("n", Optional.of(Bytes.utf8("5")), Optional.of("int"))),
            Optional.of(Bytes.utf8("x")),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    assertTrue(
        MessageRecord.of(message)
            .contains("{\"name\":\"n\",\"value\":\"5\",\"encoding\":\"utf8\",\"type\":\"int\"}"));
    assertEquals(message, read(MessageRecord.of(message)));
  }
}
