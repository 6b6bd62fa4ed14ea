package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Table;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.TablePrinter;

/** {@code describe}: what a destination is, who reads it and how far they are. */
public final class Describe implements Command {
  private final Session session;

  private Describe(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named(
            "describe", Group.MESSAGES, "Partitions, offsets, groups and lag of a destination")
        .example("describe kafka:orders")
        .takes(Parameter.one("DESTINATION", Parameter.Kind.DESTINATION, "What to look at"))
        .made(Describe::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Address address = Address.parse(arguments.first());
    for (Table table : session.broker(address.system()).describe(address)) {
      new TablePrinter(session.output()).print(table);
    }
  }
}
