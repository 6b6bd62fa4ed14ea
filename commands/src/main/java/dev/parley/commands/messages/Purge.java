package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Counts;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import java.util.OptionalLong;

/** {@code purge}: throws away all messages of a destination. */
public final class Purge implements Command {
  private final Session session;

  private Purge(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("purge", Group.MESSAGES, "Throw away all messages of a destination")
        .example("purge kafka:orders")
        .takes(Parameter.one("DESTINATION", Parameter.Kind.DESTINATION, "What to empty"))
        .made(Purge::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Address address = Address.parse(arguments.first());
    OptionalLong purged = session.broker(address.system()).purge(address);
    String count = purged.isPresent() ? ", " + Counts.messages(purged.getAsLong()) : "";
    session.output().say("purged " + address.text() + count);
  }
}
