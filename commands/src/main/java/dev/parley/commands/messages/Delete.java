package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;

/** {@code delete}: a destination and everything in it. */
public final class Delete implements Command {
  private final Session session;

  private Delete(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("delete", Group.MESSAGES, "Delete a destination and everything in it")
        .example("delete kafka:orders")
        .takes(Parameter.one("DESTINATION", Parameter.Kind.DESTINATION, "What to delete"))
        .made(Delete::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Address address = Address.parse(arguments.first());
    session.broker(address.system()).delete(address);
    session.forget(address);
    session.output().say("deleted " + address.text());
  }
}
