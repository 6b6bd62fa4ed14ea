package dev.parley.commands.messages;

import dev.parley.brokers.BrokerException;
import dev.parley.commands.Counts;
import dev.parley.commands.Durations;
import dev.parley.commands.Json;
import dev.parley.commands.Output;
import dev.parley.commands.Styles;
import dev.parley.commands.UserException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/** What became of one {@code publish}, in one line or as JSON. */
record PublishReport(Sending sending, Optional<Verification.Verdict> verdict) {
  /** A shorter one is what a busy machine does. */
  private static final Duration REMARKABLE = Duration.ofMillis(500);

  /** What went wrong, if anything did. */
  Optional<UserException> failure() {
    Outcomes outcomes = sending.outcomes();
    Optional<BrokerException> first = outcomes.failure();
    if (first.isPresent()) {
      String why = String.valueOf(first.get().getMessage());
      String message =
          sending.sent() == 1
              ? why
              : Counts.of(outcomes.failed())
                  + " of "
                  + Counts.of(sending.sent())
                  + " failed: "
                  + why;
      return Optional.of(UserException.failed(message, first.get().hint()));
    }
    if (sending.unread().isPresent()) {
      return sending.unread();
    }
    if (outcomes.returned() > 0 && !sending.settings().has("allow-unroutable")) {
      String why = outcomes.whyReturned().orElse("unroutable");
      return Optional.of(
          UserException.failed(
              sending.sent() == 1
                  ? "returned from " + sending.address().text() + ": " + why
                  : Counts.of(outcomes.returned())
                      + " of "
                      + Counts.of(sending.sent())
                      + " were returned: "
                      + why,
              "no queue is bound for it: bind one, or --allow-unroutable"));
    }
    return verdict
        .filter(seen -> seen.lost() > 0)
        .map(
            seen ->
                UserException.failed(
                    Counts.of(seen.lost()) + " were confirmed and are nowhere",
                    "--acks all and several replicas keep what was confirmed"));
  }

  /** Nothing where the failure says it all. */
  Optional<AttributedString> text(Output.Format format) {
    if (format == Output.Format.JSON) {
      return Optional.of(new AttributedString(Json.line(json())));
    }
    Outcomes outcomes = sending.outcomes();
    boolean refused = outcomes.returned() == 1 && !sending.settings().has("allow-unroutable");
    if (sending.sent() == 1 && (outcomes.failed() == 1 || refused)) {
      return Optional.empty();
    }
    return Optional.of(sending.sent() == 1 ? one() : many());
  }

  private boolean aborted() {
    return sending.settings().has("abort");
  }

  private Map<String, @Nullable Object> json() {
    Outcomes outcomes = sending.outcomes();
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("destination", sending.address().text());
    object.put("position", outcomes.position().map(Object::toString).orElse(null));
    object.put("outcome", outcome());
    outcomes.id().ifPresent(id -> object.put("id", id));
    object.put("sent", sending.sent());
    object.put("confirmed", outcomes.confirmed());
    object.put("returned", outcomes.returned());
    object.put("failed", outcomes.failed());
    object.put("longestGapMillis", outcomes.longestGap().toMillis());
    if (!sending.changes().isEmpty()) {
      object.put("changed", sending.changes());
    }
    verdict.ifPresent(
        seen -> {
          object.put("lost", seen.lost());
          object.put("duplicated", seen.duplicated());
          object.put("notReceived", seen.open());
        });
    failure().ifPresent(why -> object.put("failure", why.getMessage()));
    object.put("millis", sending.elapsed().toMillis());
    return object;
  }

  private String outcome() {
    Outcomes outcomes = sending.outcomes();
    if (outcomes.failed() > 0) {
      return "failed";
    }
    if (aborted()) {
      return "aborted";
    }
    return outcomes.confirmed() == 0 && outcomes.returned() > 0 ? "returned" : "confirmed";
  }

  private AttributedString one() {
    Outcomes outcomes = sending.outcomes();
    String address = sending.address().text();
    if (outcomes.returned() == 1) {
      return Styles.line(
          Styles.FAILED,
          "returned",
          Styles.PLAIN,
          "   " + address + "  " + outcomes.whyReturned().orElse(""));
    }
    if (outcomes.confirmed() == 0) {
      return many();
    }
    String position =
        outcomes
            .position()
            .map(Object::toString)
            .orElse(outcomes.acknowledged() ? "  confirmed" : "");
    return Styles.line(
        Styles.DONE,
        "published",
        Styles.PLAIN,
        "  " + address + position + (aborted() ? "  aborted" : "") + seen() + changed());
  }

  private AttributedString many() {
    Outcomes outcomes = sending.outcomes();
    long confirmed = outcomes.confirmed();
    long open = sending.sent() - confirmed - outcomes.returned() - outcomes.failed();
    Duration elapsed = sending.elapsed();
    long perSecond = elapsed.isZero() ? 0 : confirmed * 1_000_000_000L / elapsed.toNanos();
    return Styles.line(
        outcomes.failed() == 0 ? Styles.DONE : Styles.FAILED,
        "published",
        Styles.PLAIN,
        "  "
            + Counts.of(confirmed)
            + (outcomes.failed() == 0 ? "" : " of " + Counts.of(sending.sent()))
            + " to "
            + sending.address().text()
            + " in "
            + Durations.text(elapsed)
            + (confirmed < 1000 ? "" : ", " + Counts.of(perSecond) + "/s")
            + counted(outcomes.returned(), "returned")
            + counted(outcomes.failed(), "failed")
            + counted(open, "not confirmed")
            + gap()
            + (aborted() ? "  aborted" : "")
            + seen()
            + changed());
  }

  private String changed() {
    return changed(sending.address().system(), sending.changes(), sending.sent());
  }

  /** What a system was given otherwise, behind the summary of so many messages. */
  static String changed(String system, Map<String, Long> changes, long of) {
    return changes.isEmpty()
        ? ""
        : changes.entrySet().stream()
            .map(
                change ->
                    change.getKey()
                        + (of == 1 ? "" : " (" + Counts.messages(change.getValue()) + ")"))
            .collect(Collectors.joining(", ", "; changed for " + system + ": ", ""));
  }

  private static String counted(long count, String what) {
    return count == 0 ? "" : ", " + Counts.of(count) + " " + what;
  }

  /** Where a rate was to be kept. */
  private String gap() {
    Optional<Long> rate = sending.settings().number("rate");
    Duration gap = sending.outcomes().longestGap();
    boolean remarkable =
        rate.isPresent()
            && gap.compareTo(REMARKABLE) > 0
            && gap.toNanos() > 3 * 1_000_000_000L / rate.get();
    return remarkable ? ", longest gap " + Durations.text(gap) : "";
  }

  private String seen() {
    return verdict
        .map(
            seen ->
                ", "
                    + Counts.of(seen.lost())
                    + " lost, "
                    + Counts.of(seen.duplicated())
                    + " duplicated"
                    + counted(seen.open(), "not received yet"))
        .orElse("");
  }
}
