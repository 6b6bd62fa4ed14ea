package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Verb;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;

/** {@code bind}: what reaches an exchange under a key goes to a queue, too. */
public final class Bind implements Command {
  private final Session session;

  private Bind(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named(
            "bind", Group.MESSAGES, "What reaches an exchange under a key goes to a queue, too")
        .example("bind rabbit:shop/order.* rabbit:jobs")
        .takes(
            Parameter.one(
                "FROM", Parameter.Kind.DESTINATION, "An exchange and a key, or a pattern"),
            Parameter.one("TO", Parameter.Kind.DESTINATION, "A queue, or another exchange"))
        .extendedBySystems(Verb.BIND)
        .made(Bind::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Address from = Address.parse(arguments.first());
    Address to = Address.parse(arguments.word(1).orElseThrow());
    Destinations destinations = new Destinations(session);
    destinations.ready(from);
    destinations.ready(to).bind(from, to, arguments.settings());
    session.output().say("bound " + to.text() + " to " + from.text());
  }
}
