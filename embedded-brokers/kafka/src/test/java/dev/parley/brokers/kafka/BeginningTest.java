package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.brokers.BrokerException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BeginningTest {
  @Test
  void aPlaceIsAWordAnOffsetOrATime() {
    assertEquals(new Beginning.Earliest(), Beginning.parse("earliest"));
    assertEquals(new Beginning.Latest(), Beginning.parse("latest"));
    assertEquals(new Beginning.Offset(0), Beginning.parse("0"));
    assertEquals(new Beginning.Offset(99_999_999_999L), Beginning.parse("99999999999"));
    assertEquals(
        new Beginning.Time(Instant.ofEpochMilli(1_700_000_000_000L)),
        Beginning.parse("1700000000000"));
    assertEquals(
        new Beginning.Time(Instant.parse("2026-11-24T10:00:00Z")),
        Beginning.parse("2026-11-24T10:00:00Z"));
    assertEquals(
        new Beginning.Time(Instant.parse("2026-11-24T07:00:00Z")),
        Beginning.parse("2026-11-24T10:00:00+03:00"));
    assertEquals(
        new Beginning.Time(
            LocalDateTime.parse("2026-11-24T10:00").atZone(ZoneId.systemDefault()).toInstant()),
        Beginning.parse("2026-11-24T10:00"));
    assertEquals(
        new Beginning.Time(
            LocalDateTime.parse("2026-11-24T00:00").atZone(ZoneId.systemDefault()).toInstant()),
        Beginning.parse("2026-11-24"));
  }

  @Test
  void anythingElseIsRefusedWithAnExample() {
    for (String wrong :
        List.of("", "-1", "yesterday", "12:00", "99999999999999999999", "2026-13-01", "1.5")) {
      BrokerException refused =
          assertThrows(BrokerException.class, () -> Beginning.parse(wrong), wrong);
      assertEquals(
          "--from takes earliest, latest, an offset or a time, not " + wrong, refused.getMessage());
    }
  }
}
