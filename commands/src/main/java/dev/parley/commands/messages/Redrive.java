package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.Option;
import dev.parley.brokers.RedriveRequest;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Verb;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Counts;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.MessageText;
import dev.parley.commands.Output;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.Styles;
import org.jline.utils.AttributedStringBuilder;

/** {@code redrive}: sends messages that had failed back to where each came from. */
public final class Redrive implements Command {
  private final Session session;

  private Redrive(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named(
            "redrive", Group.MESSAGES, "Send failed messages back to where each came from")
        .example("redrive sqs:dead --preview", "redrive kafka:orders-dlt --yes")
        .takes(
            Parameter.one("DESTINATION", Parameter.Kind.DESTINATION, "Where the failed ones are"))
        .option(
            Option.of("count", Option.Kind.NUMBER, "N", "At most so many"),
            Option.flag("preview", "Show what would go where, and move nothing"),
            Option.flag("yes", "Do not ask first"))
        .extendedBySystems(Verb.REDRIVE)
        .made(Redrive::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Address address = Address.parse(arguments.first());
    Settings settings = arguments.settings();
    long most = settings.number("count").orElse(Long.MAX_VALUE);
    Broker broker = session.broker(address.system());
    Output output = session.output();
    long found =
        broker.redrive(
            new RedriveRequest(address, most, true, settings),
            (message, to) ->
                output.data(
                    new AttributedStringBuilder()
                        .append(MessageText.pulled(message))
                        .styled(Styles.ACCENT, "  → " + to.text())
                        .toAttributedString()));
    if (found == 0) {
      output.say("nothing to redrive in " + address.text());
    } else if (!settings.has("preview") && confirmed(found, settings)) {
      long moved =
          broker.redrive(new RedriveRequest(address, found, false, settings), (message, to) -> {});
      output.say("redrove " + Counts.messages(moved) + " from " + address.text());
    }
  }

  /** A person has seen the preview by now; a script has decided before. */
  private boolean confirmed(long count, Settings settings) {
    return settings.has("yes")
        || !session.surroundings().interactive()
        || session.inCell()
        || session.screen().confirm("send " + Counts.messages(count) + " back?");
  }
}
