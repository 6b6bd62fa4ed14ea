package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Table;
import dev.parley.brokers.Verb;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.TablePrinter;

/** {@code seek}: a group reads from another place from now on. */
public final class Seek implements Command {
  private final Session session;

  private Seek(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("seek", Group.MESSAGES, "Move a consumer group back or forward")
        .example(
            "seek kafka:orders --group billing --to earliest",
            "seek kafka:orders --group billing --to 2 --partition 0",
            "seek kafka:orders --group billing --to 10m",
            "seek kafka:orders --group billing --to 2026-01-31T12:00:00Z")
        .takes(Parameter.one("DESTINATION", Parameter.Kind.DESTINATION, "What the group reads"))
        .extendedBySystems(Verb.SEEK)
        .made(Seek::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Address address = Address.parse(arguments.first());
    Table moved = session.broker(address.system()).seek(address, arguments.settings());
    new TablePrinter(session.output()).print(moved);
  }
}
