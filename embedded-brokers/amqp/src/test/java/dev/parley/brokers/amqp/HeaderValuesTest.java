package dev.parley.brokers.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.rabbitmq.client.impl.LongStringHelper;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeaderValuesTest {
  private static Header typed(String type, String text) {
    return new Header("h", Optional.of(Bytes.utf8(text)), Optional.of(type));
  }

  private static void bothWays(Object value, String type, String text) {
    assertEquals(typed(type, text), HeaderValues.header("h", value));
    assertEquals(value, HeaderValues.value(typed(type, text)));
  }

  @Test
  void aValueAndItsTypeAreKeptBothWays() {
    bothWays(true, "bool", "true");
    bothWays((byte) -5, "byte", "-5");
    bothWays((short) 5, "short", "5");
    bothWays(5, "int", "5");
    bothWays(5L, "long", "5");
    bothWays(0.5f, "float", "0.5");
    bothWays(0.1, "double", "0.1");
    bothWays(Double.NaN, "double", "NaN");
    bothWays(new BigDecimal("12.50"), "decimal", "12.50");
    bothWays(Date.from(Instant.parse("2026-01-01T00:00:00Z")), "timestamp", "2026-01-01T00:00:00Z");
  }

  @Test
  void nothingIsVoid() {
    Header nothing = new Header("h", Optional.empty(), Optional.of("void"));
    assertEquals(nothing, HeaderValues.header("h", null));
    assertEquals(null, HeaderValues.value(nothing));
    assertEquals(null, HeaderValues.value(typed("void", "")));
  }

  @Test
  void textAndOctetsHaveATypeOnlyWhereTheyAreNotWhatTheyLookLike() {
    assertEquals(
        Header.of("h", "text"), HeaderValues.header("h", LongStringHelper.asLongString("text")));
    byte[] octets = {0, -1};
    assertEquals(
        new Header("h", Optional.of(Bytes.wrap(octets))), HeaderValues.header("h", octets));
    assertEquals(typed("bytes", "ab"), HeaderValues.header("h", new byte[] {'a', 'b'}));
    assertEquals(
        Optional.of("string"),
        HeaderValues.header("h", LongStringHelper.asLongString(octets)).type());
  }

  @Test
  void aHeaderNamedAsAPropertyStaysAHeader() {
    Header header = HeaderValues.header("reply-to", LongStringHelper.asLongString("a"));
    assertEquals(
        new Header("reply-to", Optional.of(Bytes.utf8("a")), Optional.of("string")), header);
    assertEquals(LongStringHelper.asLongString("a"), HeaderValues.value(header));
  }

  @Test
  void arraysAndTablesAreJson() {
    String array =
        "[\"a\",{\"type\":\"int\",\"value\":\"5\"},{\"type\":\"void\",\"value\":null},"
            + "{\"type\":\"table\",\"value\":{\"k\":{\"type\":\"array\",\"value\":[]}}}]";
    assertEquals(
        typed("array", array),
        HeaderValues.header(
            "h",
            Arrays.asList(LongStringHelper.asLongString("a"), 5, null, Map.of("k", List.of()))));
    assertEquals(
        Arrays.asList("a", 5, null, Map.of("k", List.of())),
        HeaderValues.value(typed("array", array)));
    String table = "{\"o\":{\"type\":\"bytes\",\"value\":\"AP8=\",\"encoding\":\"base64\"}}";
    assertEquals(typed("table", table), HeaderValues.header("h", Map.of("o", new byte[] {0, -1})));
  }

  @Test
  void plainJsonHasItsNaturalTypes() {
    assertEquals(
        Arrays.asList(1, 5_000_000_000L, 0.5, true, "x", null, List.of(2), Map.of("type", "t")),
        HeaderValues.value(
            typed("array", "[1,5000000000,0.5,true,\"x\",null,[2],{\"type\":\"t\"}]")));
    assertEquals(
        Map.of("a", 1, "s", (short) 5, "t", Map.of("value", false)),
        HeaderValues.value(
            typed(
                "table",
                "{\"a\":1,\"s\":{\"type\":\"short\",\"value\":5},\"t\":{\"value\":false}}")));
    // What reads as a type and a value is one, at the top a table.
    assertEquals(
        Map.of("type", "int", "value", 5),
        HeaderValues.value(typed("table", "{\"type\":\"int\",\"value\":5}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int|3000000000",
        "int|5.0",
        "bool|yes",
        "byte|128",
        "float|1e99",
        "decimal|12345678901",
        "timestamp|2026-01-01",
        "timestamp|2026-01-01T00:00:00.5Z",
        "array|{}",
        "array|[5] 6",
        "array|[99999999999999999999]",
        "array|[1e999]",
        "table|{\"a\":1,\"a\":2}",
        "table|{\"a\":{\"type\":\"order\",\"value\":\"x\"}}",
        "array|[",
        "table|[]",
        "table|{\"a\":{\"type\":\"int\",\"value\":\"x\"}}",
      })
  void whatDoesNotFitIsOneLine(String type, String text) {
    BrokerException refused =
        assertThrows(BrokerException.class, () -> HeaderValues.value(typed(type, text)));
    assertEquals(1, String.valueOf(refused.getMessage()).lines().count());
  }

  @Test
  void anArrayDeeperThanTheClientReadsIsRefused() {
    String deep = "[{\"type\":\"array\",\"value\":".repeat(40) + "[]" + "}]".repeat(40);
    assertThrows(BrokerException.class, () -> HeaderValues.value(typed("array", deep)));
  }
}
