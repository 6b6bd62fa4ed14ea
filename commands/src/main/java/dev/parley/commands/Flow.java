package dev.parley.commands;

import dev.parley.brokers.Address;
import dev.parley.brokers.Option;
import dev.parley.brokers.Traffic;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** {@code flow}: what was really sent and delivered, in order. */
final class Flow implements Command {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  /** What nobody asked for in so many lines would push everything else off the screen. */
  private static final long MOST_AT_ONCE = 200;

  /** As wide as the number of an event. */
  private static final String INDENT = " ".repeat(7);

  private final Session session;

  private Flow(Session session) {
    this.session = session;
  }

  static Definition definition() {
    return Definition.named("flow", Group.SEE, "What was really sent and delivered, in order")
        .example(
            "flow",
            "flow kafka:orders --last 20",
            "flow rabbit:shop/",
            "flow -o json",
            "flow --clear")
        .takes(
            Parameter.optional(
                "DESTINATION",
                Parameter.Kind.DESTINATION,
                "Only what happened there; a system, or an exchange with its slash, for all of it"))
        .option(
            Option.of(
                "last",
                Option.Kind.NUMBER,
                "N",
                "Only the newest so many (all; at the prompt " + MOST_AT_ONCE + ")"),
            Option.flag("clear", "Forget it, to begin anew"))
        .made(Flow::new);
  }

  @Override
  public void run(Arguments arguments) {
    if (arguments.settings().has("clear")) {
      session.observe();
      session.traffic().clear();
      return;
    }
    arguments.word(0).ifPresent(word -> session.servers().kind(word.split(":", 2)[0]));
    session.observe();
    Output output = session.output();
    List<Traffic.Event> all = session.traffic().events();
    List<Traffic.Event> there = asked(all, arguments);
    List<Traffic.Event> events = newest(there, arguments);
    boolean json = output.format() == Output.Format.JSON;
    for (Traffic.Event event : events) {
      if (json) {
        output.data(Json.line(object(event)));
      } else {
        output.data(text(event, output.showsTime()), INDENT);
      }
    }
    if (events.size() < there.size() && arguments.settings().text("last").isEmpty()) {
      output.say(
          Counts.of(there.size() - events.size())
              + " older events are not shown; --last "
              + there.size()
              + " shows all");
    } else if (session.traffic().dropped() > 0) {
      output.say(Counts.of(session.traffic().dropped()) + " older events are no longer kept");
    } else if (all.isEmpty()) {
      output.say("nothing was sent yet");
    } else if (events.isEmpty()) {
      output.say("nothing was sent to " + arguments.first() + " yet");
    }
  }

  private List<Traffic.Event> newest(List<Traffic.Event> there, Arguments arguments) {
    boolean bounded =
        session.surroundings().interactive()
            && !session.inCell()
            && session.output().format() != Output.Format.JSON;
    long last =
        arguments.settings().number("last").orElse(bounded ? MOST_AT_ONCE : (long) there.size());
    return there.subList((int) Math.max(0, there.size() - last), there.size());
  }

  private static List<Traffic.Event> asked(List<Traffic.Event> all, Arguments arguments) {
    Optional<String> wanted = arguments.word(0);
    return all.stream()
        .filter(event -> wanted.isEmpty() || isAt(event.destination(), wanted.get()))
        .toList();
  }

  private static boolean isAt(Address address, String wanted) {
    String text = address.text();
    return text.equals(wanted)
        || address.system().equals(wanted)
        || (wanted.endsWith("/") && text.startsWith(wanted));
  }

  private static AttributedString text(Traffic.Event event, boolean time) {
    return Styles.line(
        Styles.QUIET,
        String.format("%5d  ", event.sequence())
            + (time ? TIME.format(event.at().atZone(ZoneId.systemDefault())) + "  " : "")
            + Styles.pad(event.source(), 8)
            + "  ",
        style(event.kind()),
        Styles.pad(event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'), 13) + "  ",
        Styles.PLAIN,
        Styles.pad(event.party(), 10) + "  ",
        Styles.ACCENT,
        event.destination().text() + event.position().map(Object::toString).orElse(""),
        Styles.QUIET,
        (event.count() > 1 ? "  ×" + Counts.of(event.count()) : "")
            + event.id().map(id -> "  " + id).orElse("")
            + event.correlation().map(id -> "  " + id).orElse(""));
  }

  /** What did not go well stands out. */
  private static AttributedStyle style(Traffic.Kind kind) {
    return switch (kind) {
      case REFUSED, RETURNED, REJECTED, EXPIRED, DEAD_LETTERED, LOST -> Styles.FAILED;
      case REDELIVERED, REQUEUED, REDRIVEN -> Styles.NUMBER;
      case SENT, CONFIRMED, DELIVERED, ACKNOWLEDGED, CALLED, ANSWERED -> Styles.PLAIN;
    };
  }

  private static Map<String, @Nullable Object> object(Traffic.Event event) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("sequence", event.sequence());
    object.put("at", event.at().toString());
    object.put("kind", event.kind().name().toLowerCase(Locale.ROOT));
    object.put("source", event.source());
    object.put("system", event.destination().system());
    object.put("destination", event.destination().text());
    object.put("party", event.party());
    object.put("position", event.position().map(Object::toString).orElse(null));
    object.put("id", event.id().orElse(null));
    object.put("correlation", event.correlation().orElse(null));
    object.put("count", event.count());
    return object;
  }
}
