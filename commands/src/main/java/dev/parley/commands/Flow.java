package dev.parley.commands;

import dev.parley.brokers.Traffic;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code flow}: what was really sent and delivered, in order. */
final class Flow implements Command {
  private final Session session;

  private Flow(Session session) {
    this.session = session;
  }

  static Definition definition() {
    return Definition.named("flow", Group.SEE, "What was really sent and delivered, in order")
        .example("flow", "flow -o json", "flow --clear")
        .option(dev.parley.brokers.Option.flag("clear", "Forget it, to begin anew"))
        .made(Flow::new);
  }

  @Override
  public void run(Arguments arguments) {
    if (arguments.settings().has("clear")) {
      session.traffic().clear();
      return;
    }
    Output output = session.output();
    for (Traffic.Event event : session.traffic().events()) {
      if (output.format() == Output.Format.JSON) {
        output.data(Json.line(object(event)));
      } else {
        output.data(
            Styles.line(
                Styles.QUIET,
                String.format("%5d  %-8s  ", event.sequence(), event.source()),
                Styles.PLAIN,
                Styles.pad(event.kind().name().toLowerCase(Locale.ROOT), 12)
                    + "  "
                    + Styles.pad(event.party(), 10)
                    + "  ",
                Styles.ACCENT,
                event.destination().text() + event.position().map(Object::toString).orElse(""),
                Styles.QUIET,
                (event.count() > 1 ? "  ×" + event.count() : "")
                    + event.correlation().map(id -> "  " + id).orElse("")));
      }
    }
    if (session.traffic().dropped() > 0) {
      output.say(session.traffic().dropped() + " older events are no longer kept");
    } else if (session.traffic().events().isEmpty()) {
      output.say("nothing was sent yet");
    }
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
    object.put("correlation", event.correlation().orElse(null));
    object.put("count", event.count());
    return object;
  }
}
