package dev.parley.commands.messages;

import dev.parley.brokers.Table;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Servers;
import dev.parley.commands.Session;
import dev.parley.commands.TablePrinter;

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
      session.servers().broker(arguments.first());
    }
    boolean any = false;
    for (Servers.Running running : session.servers().running()) {
      String system = running.server().system();
      if (arguments.word(0).map(system::equals).orElse(true)) {
        Table table = session.servers().broker(system).list();
        any = true;
        if (table.rows().isEmpty()) {
          session
              .output()
              .say(system + " has no destinations yet; create " + system + ":orders makes one");
        } else {
          new TablePrinter(session.output()).print(table);
        }
      }
    }
    if (!any) {
      session.output().say("no broker runs; start kafka starts one");
    }
  }
}
