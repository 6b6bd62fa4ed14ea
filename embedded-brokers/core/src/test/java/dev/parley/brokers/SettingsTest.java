package dev.parley.brokers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SettingsTest {
  private static Settings of(String key, String... values) {
    return new Settings(Map.of(key, List.of(values)));
  }

  @Test
  void theLastValueCountsAndAllAreKept() {
    Settings settings = of("config", "a=1", "b=2");
    assertEquals(Optional.of("b=2"), settings.text("config"));
    assertEquals(List.of("a=1", "b=2"), settings.all("config"));
    assertTrue(settings.has("config"));
  }

  @Test
  void whatWasNotGivenIsAbsent() {
    assertFalse(Settings.NONE.has("count"));
    assertEquals(Optional.empty(), Settings.NONE.text("count"));
    assertEquals(Optional.empty(), Settings.NONE.number("count"));
    assertEquals(Optional.empty(), Settings.NONE.duration("count"));
    assertEquals(List.of(), Settings.NONE.all("count"));
  }

  @Test
  void aNumberIsWholeAndNotNegative() {
    assertEquals(Optional.of(0L), of("count", "0").number("count"));
    assertEquals(Optional.of(Long.MAX_VALUE), of("count", "9223372036854775807").number("count"));
    for (String wrong :
        List.of(
            "no negative number: -1",
            "a whole number, not 1.5",
            "a whole number, not many",
            "a whole number, not ''",
            "at most 9223372036854775807, not 9223372036854775808")) {
      String value = wrong.substring(wrong.lastIndexOf(' ') + 1).replace("''", "");
      BrokerException refused =
          assertThrows(BrokerException.class, () -> of("count", value).number("count"), wrong);
      assertEquals("--count takes " + wrong, refused.getMessage());
      assertEquals("for example --count 3", refused.hint());
    }
  }

  @Test
  void aDurationHasAUnit() {
    assertEquals(Optional.of(Duration.ofMillis(200)), of("delay", "200ms").duration("delay"));
    assertEquals(Optional.of(Duration.ofSeconds(5)), of("delay", "5s").duration("delay"));
    assertEquals(Optional.of(Duration.ofMinutes(2)), of("delay", "2m").duration("delay"));
    assertEquals(Optional.of(Duration.ofHours(1)), of("delay", "1h").duration("delay"));
    assertEquals(Optional.of(Duration.ofDays(7)), of("delay", "7d").duration("delay"));
    assertEquals(Optional.of(Duration.ZERO), of("delay", "0s").duration("delay"));
    for (String wrong : List.of("5", "s", "5 s", "-5s", "5sec", "", "99999999999s", "5S")) {
      BrokerException refused =
          assertThrows(BrokerException.class, () -> of("delay", wrong).duration("delay"), wrong);
      assertEquals("--delay takes a duration, not " + Settings.shown(wrong), refused.getMessage());
    }
  }
}
