package dev.parley.brokers.support;

import dev.parley.brokers.Settings;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A time as it is typed. */
public final class Moment {
  /** How long ago, as {@code 10m}. */
  private static final Pattern AGO = Pattern.compile("\\d{1,9}(ms|s|m|h|d)");

  private Moment() {}

  /**
   * Of a date, a date and a time, or how long ago; without a zone, in that of this machine.
   *
   * @return empty if it is none of these
   */
  public static Optional<Instant> parse(String text) {
    if (AGO.matcher(text).matches()) {
      return new Settings(Map.of("ago", List.of(text))).duration("ago").map(Instant.now()::minus);
    }
    try {
      if (text.length() == 10) {
        return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant());
      }
      boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 9 || text.lastIndexOf('-') > 9;
      return Optional.of(
          zoned
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
