package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhereTest {
  private static final Message ORDER =
      new Message(
          Address.parse("kafka:orders"),
          Optional.of(Bytes.utf8("42")),
          List.of(Header.of("trace", "abc"), Header.of("trace", "last"), Header.of("n", "5")),
          Optional.of(
              Bytes.utf8("{\"id\": 7, \"lines\": [{\"qty\": 1}, {\"qty\": 3}], \"due\": null}")),
          Optional.of(Instant.parse("2026-01-31T12:00:00Z")),
          Optional.of(new Position.Log(2, 9)),
          Map.of("content-type", "application/json"));

  private static Message payload(String text) {
    return Message.of(Address.parse("kafka:orders"), Bytes.utf8(text));
  }

  private static void matches(String expression) {
    Where where = Where.parse(expression);
    assertTrue(where.test(ORDER), expression);
    assertEquals(0, where.passedOver());
    assertEquals(Optional.empty(), where.failures());
  }

  private static void doesNotMatch(String expression) {
    Where where = Where.parse(expression);
    assertFalse(where.test(ORDER), expression);
    assertEquals(1, where.passedOver());
    assertEquals(Optional.empty(), where.failures(), expression);
  }

  @Test
  void theFieldsAreThoseOfTheRecordWithThePayloadAsItIs() {
    matches(".payload.id == 7");
    matches(".key == \"42\" and .system == \"kafka\" and .destination == \"kafka:orders\"");
    matches(".position.partition == 2 and .position.offset == 9");
    matches(".timestamp >= \"2026-01-31\" and .timestamp < \"2026-02\"");
    matches("(.timestamp | fromdateiso8601) > 1700000000");
    matches(".properties[\"content-type\"] | test(\"json$\")");
    matches("any(.headers[]; .name == \"trace\" and .value == \"abc\")");
    matches("header(\"trace\") == \"last\"");
    matches(".payload | .id > 6 and header(\"n\") == \"5\"");
    matches("header(\"none\") == null");
    matches("def big: .qty > 2; any(.payload.lines[]; big)");
    doesNotMatch(".payload.id == \"7\"");
    doesNotMatch(".payload.id > 7");
  }

  @Test
  void itIsTrueAsInSelect() {
    matches("0");
    matches("\"\"");
    matches("[]");
    matches(".payload.lines[].qty > 2");
    matches("1, error(\"never reached\")");
    matches("range(1000000000000)");
    doesNotMatch("null");
    doesNotMatch("false");
    doesNotMatch("empty");
    doesNotMatch(".payload.due");
    doesNotMatch(".payload.nothing.there");
  }

  @Test
  void aPayloadThatIsNoJsonIsAString() {
    for (String text : List.of("plain", "{\"open\":", "1 2", "12:30", "tea, {}", "NaN", "")) {
      assertTrue(Where.parse(".payload | type == \"string\"").test(payload(text)), text);
    }
    assertTrue(Where.parse(".payload == 12").test(payload(" 12 ")));
    assertTrue(Where.parse(".payload == \"tea\"").test(payload("\"tea\"")));
    Message binary = Message.of(Address.parse("kafka:t"), Bytes.wrap(new byte[] {0, '1'}));
    assertTrue(Where.parse(".payload == \"\\u00001\"").test(binary));
    Message tombstone =
        new Message(
            Address.parse("kafka:t"),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    assertTrue(Where.parse(".payload == null and .key == null").test(tombstone));
  }

  private static void refused(String expression, String said) {
    BrokerException e = assertThrows(BrokerException.class, () -> Where.parse(expression));
    assertTrue(e.isNotUnderstood());
    assertEquals("--where is not understood" + said, e.getMessage());
    assertFalse(e.hint().isEmpty());
  }

  @Test
  void whatIsNotUnderstoodIsRefusedWithItsPlace() {
    refused(".payload.id > > 3", " at column 15: > 3");
    refused("'quoted'", " at column 1: 'quoted'");
    refused(".payload.id >", ": it ends too soon, behind .payload.id >");
    refused(".a | if .b then 1", ": it ends too soon, behind .a | if .b then 1");
    refused("\"open", ": it ends too soon, behind \"open");
    refused("", ": it ends too soon, behind ''");
    refused("1) or (2", " at column 2: ) or (2");
    refused(".a == 1 and\n.b = = 2", " in line 2 at column 6: = 2");
    refused("foo(.key)", ": function foo/1 does not exist");
    refused(".payload | env", ": function env/0 does not exist");
    refused("$none", ": $none is not defined");
  }

  @Test
  void aNameThatIsNotKnownEndsItWhereverItStands() {
    Where where = Where.parse(".payload.id == 7 and foo");
    BrokerException e = assertThrows(BrokerException.class, () -> where.test(ORDER));
    assertEquals("--where is not understood: function foo/0 does not exist", e.getMessage());
  }

  @Test
  void oneThatItFailsForDoesNotMatchAndIsCounted() {
    Where where = Where.parse(".payload.id + 1 > 3");
    assertTrue(where.test(ORDER));
    assertFalse(where.test(payload("{\"id\":\"seven\"}")));
    assertEquals(
        Optional.of(
            "--where failed for 1 message, which counts as no match: string (\"seven\") and number"
                + " (1) cannot be added"),
        where.failures());
    assertFalse(where.test(payload("plain")));
    assertEquals(2, where.passedOver());
    String line = where.failures().orElseThrow();
    assertTrue(line.startsWith("--where failed for 2 messages"), line);
    assertTrue(line.endsWith("(1) cannot be added"), line);
  }

  @Test
  void whatDoesNotComeToAnEndIsAnError() {
    Where where = Where.parse("def f: f; f");
    BrokerException e = assertThrows(BrokerException.class, () -> where.test(ORDER));
    assertEquals("--where does not come to an end: def f: f; f", e.getMessage());
  }

  @Test
  void aPatternThatIsWrongIsNoMatch() {
    Where pattern = Where.parse("\"a\" | test(\"[\")");
    assertFalse(pattern.test(ORDER));
    assertTrue(pattern.failures().isPresent());
  }
}
