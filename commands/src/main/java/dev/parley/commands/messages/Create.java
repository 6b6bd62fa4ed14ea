package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Verb;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;

/** {@code create}: a topic, with what it is to be like. */
public final class Create implements Command {
  private final Session session;

  private Create(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("create", Group.MESSAGES, "Create a destination")
        .example(
            "create kafka:orders --partitions 3",
            "create kafka:prices --compact",
            "create kafka:clicks --retention 1h")
        .takes(Parameter.one("DESTINATION", Parameter.Kind.DESTINATION, "Where messages will go"))
        .extendedBySystems(Verb.CREATE)
        .made(Create::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Address address = Address.parse(arguments.first());
    boolean created = session.broker(address.system()).create(address, arguments.settings());
    session.know(address);
    session
        .output()
        .say(created ? "created " + address.text() : address.text() + " exists already");
  }
}
