package dev.parley.commands.messages;

import dev.parley.brokers.Broker;
import dev.parley.brokers.Table;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.TablePrinter;
import java.util.LinkedHashSet;
import java.util.Set;

/** {@code list}: the destinations there are. */
public final class ListDestinations implements Command {
  private final Session session;

  private ListDestinations(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("list", Group.MESSAGES, "The destinations there are")
        .example("list", "list -o json")
        .takes(Parameter.optional("SYSTEM", Parameter.Kind.SERVER, "Only of this system"))
        .made(ListDestinations::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    if (arguments.word(0).isPresent()) {
      session.broker(arguments.first());
    }
    Set<String> systems = new LinkedHashSet<>();
    session.contexts().current().forEach(context -> systems.add(context.system()));
    session.servers().running().forEach(running -> systems.add(running.server().system()));
    arguments.word(0).ifPresent(only -> systems.retainAll(Set.of(only)));
    for (String system : systems) {
      Broker broker = session.broker(system);
      Table table = broker.list();
      if (table.rows().isEmpty() && broker.unlisted().isEmpty()) {
        session
            .output()
            .say(system + " has no destinations yet; create " + system + ":orders makes one");
      } else if (!table.rows().isEmpty()) {
        new TablePrinter(session.output()).print(table);
      }
      broker.unlisted().ifPresent(session.output()::say);
    }
    if (systems.isEmpty()) {
      session.output().say("no broker runs; start kafka starts one");
    }
  }
}
