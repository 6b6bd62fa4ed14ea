package dev.parley.commands.servers;

import dev.parley.brokers.Option;
import dev.parley.brokers.Server;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Publication;
import dev.parley.commands.Servers;
import dev.parley.commands.Session;
import dev.parley.commands.Similar;
import dev.parley.commands.UserException;
import java.util.List;
import java.util.Optional;

/** {@code stop}: ends a server, its subscriptions first, or what is published in the background. */
public final class Stop implements Command {
  private final Session session;

  private Stop(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named(
            "stop",
            Group.SERVERS,
            "Stop a broker, its subscriptions first, or a publish in the background")
        .example("stop kafka", "stop load", "stop --all")
        .takes(Parameter.optional("NAME", Parameter.Kind.SERVER, "A system, or a publish's name"))
        .option(Option.flag("all", "Every broker, subscription and publish"))
        .made(Stop::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    if (arguments.settings().has("all")) {
      all(arguments);
      return;
    }
    if (arguments.word(0).isEmpty()) {
      throw UserException.notUnderstood(
          "stop needs NAME", "for example: stop kafka; or stop --all");
    }
    Optional<Publication> publication = session.publications().find(arguments.first());
    if (publication.isPresent()) {
      session.publications().end(publication.get());
      session.feed().flush();
      session.output().say("stopped " + publication.get().name());
      return;
    }
    String system = system(arguments.first());
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
                + elsewhere(system)
                + (running.server().durable()
                    ? "; its data stays in " + running.server().data()
                    : "; its data was temporary and is gone"));
  }

  /** Names the server that was stopped if other commands use a context of the same system. */
  private String elsewhere(String system) {
    return session.contexts().current().stream()
        .filter(context -> context.system().equals(system))
        .findFirst()
        .map(context -> ", which ran here, not " + context.name())
        .orElse("");
  }

  private String system(String name) {
    List<String> systems = session.servers().kinds().stream().map(kind -> kind.system()).toList();
    if (systems.contains(name)) {
      return name;
    }
    if (session.subscriptions().find(name).isPresent()) {
      throw UserException.notUnderstood(name + " is a subscription", "unsubscribe " + name);
    }
    throw UserException.notUnderstood(
        "no system and no running publish is named " + name,
        Similar.to(name, systems)
            .map(near -> "did you mean " + near + "?")
            .orElse("status lists what runs"));
  }

  /** Asks in front of a person, if something would be lost. */
  private void all(Arguments arguments) throws InterruptedException {
    if (arguments.word(0).isPresent()) {
      throw UserException.notUnderstood("either a name or --all", "stop --all");
    }
    List<String> lost =
        session.servers().running().stream()
            .map(Servers.Running::server)
            .filter(server -> !server.durable())
            .map(Server::system)
            .toList();
    boolean asks = session.surroundings().interactive() && !session.inCell() && !lost.isEmpty();
    if (asks
        && !session
            .screen()
            .confirm("what " + String.join(", ", lost) + " holds will be gone. Stop all?")) {
      session.output().say("nothing was stopped");
      return;
    }
    session.endAll();
    session.output().say("nothing runs any more");
  }
}
