package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BeginningTest {
  @Test
  void aPlaceIsAWordAnOffsetOrATime() {
    assertEquals(new Beginning.Earliest(), Beginning.parse("from", "earliest"));
    assertEquals(new Beginning.Latest(), Beginning.parse("from", "latest"));
    assertEquals(new Beginning.Offset(0), Beginning.parse("from", "0"));
    assertEquals(new Beginning.Offset(99_999_999_999L), Beginning.parse("from", "99999999999"));
    assertEquals(
        new Beginning.Time(Instant.ofEpochMilli(1_700_000_000_000L)),
        Beginning.parse("from", "1700000000000"));
    assertEquals(
        new Beginning.Time(Instant.parse("2026-11-24T10:00:00Z")),
        Beginning.parse("from", "2026-11-24T10:00:00Z"));
    assertEquals(
        new Beginning.Time(Instant.parse("2026-11-24T07:00:00Z")),
        Beginning.parse("from", "2026-11-24T10:00:00+03:00"));
    assertEquals(
        new Beginning.Time(
            LocalDateTime.parse("2026-11-24T10:00").atZone(ZoneId.systemDefault()).toInstant()),
        Beginning.parse("from", "2026-11-24T10:00"));
    assertEquals(
        new Beginning.Time(
            LocalDateTime.parse("2026-11-24T00:00").atZone(ZoneId.systemDefault()).toInstant()),
        Beginning.parse("from", "2026-11-24"));
  }

  @Test
  void aDurationIsSoLongAgo() {
    Instant earliest = Instant.now().minus(Duration.ofMinutes(10));
    Beginning.Time parsed = (Beginning.Time) Beginning.parse("to", "10m");
    Instant latest = Instant.now().minus(Duration.ofMinutes(10));
    assertFalse(parsed.time().isBefore(earliest) || parsed.time().isAfter(latest));
  }

  @Test
  void aNumberBelowZeroIsSoManyOfTheNewest() {
    assertEquals(new Beginning.Newest(5), Beginning.parse("from", "-5"));
    assertEquals(new Beginning.Newest(1_000_000), Beginning.parse("from", "-1000000"));
    BrokerException refused =
        assertThrows(BrokerException.class, () -> Beginning.parse("from", "-1000001"));
    assertEquals("--from takes the newest 1000000 at most, not 1000001", refused.getMessage());
  }

  @Test
  void anythingElseIsRefusedWithAnExample() {
    for (String wrong :
        List.of(
            "",
            "-",
            "--1",
            "-1x",
            "yesterday",
            "12:00",
            "99999999999999999999",
            "2026-13-01",
            "1.5")) {
      BrokerException refused =
          assertThrows(BrokerException.class, () -> Beginning.parse("from", wrong), wrong);
      assertEquals(
          "--from takes earliest, latest, an offset or a time, not " + Settings.shown(wrong),
          refused.getMessage());
    }
  }
}
