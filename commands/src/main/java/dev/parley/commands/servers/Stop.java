package dev.parley.commands.servers;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Servers;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;

/** {@code stop}: ends a server, its subscriptions first. */
public final class Stop implements Command {
  private final Session session;

  private Stop(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("stop", Group.SERVERS, "Stop a broker, its subscriptions first")
        .example("stop kafka")
        .takes(Parameter.one("SYSTEM", Parameter.Kind.SERVER, "What to stop"))
        .made(Stop::new);
  }

  @Override
  public void run(Arguments arguments) {
    String system = session.servers().kind(arguments.first()).system();
    Servers.Running running =
        session
            .servers()
            .running(system)
            .orElseThrow(() -> UserException.failed(system + " is not running", "start " + system));
    session.stop(system);
    session
        .output()
        .say(
            "stopped "
                + session.servers().name(running.server())
                + (running.server().durable()
                    ? "; its data stays in " + running.server().data()
                    : ""));
  }
}
