package dev.parley.commands.servers;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.Option;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Verb;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Durations;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Servers;
import dev.parley.commands.Session;
import dev.parley.commands.Styles;
import dev.parley.commands.UserException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code start}: a server, ready when the prompt is back. */
public final class Start implements Command {
  // What is printed and how is no part of what runs.
  private static final Set<String> NOT_THE_SERVERS = Set.of("output", "quiet");

  private final Session session;

  private Start(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named(
            "start", Group.SERVERS, "Start a broker inside this program, or a node of it")
        .example(
            "start kafka",
            "start kafka --port 9092",
            "start kafka --data ./kafka-data",
            "start kafka --nodes 3",
            "start rabbit --mode process --nodes 3",
            "start kafka/2")
        .takes(Parameter.one("SYSTEM", Parameter.Kind.SYSTEM, "What to start"))
        .option(
            Option.of(
                "data",
                Option.Kind.DIRECTORY,
                "DIR",
                "Keep the data there; it is temporary if not given"),
            Option.of("port", Option.Kind.NUMBER, "PORT", "Listen there; a free port if not given"))
        .extendedBySystems(Verb.START)
        .made(Start::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Servers servers = session.servers();
    Optional<Node> node = Node.of(session, arguments.first());
    if (node.isPresent()) {
      bringBack(node.get());
      return;
    }
    BrokerKind kind = servers.kind(arguments.first());
    Settings settings = ofServer(arguments.settings());
    checkForm(kind, settings);
    session.awaitStopped();
    Optional<Servers.Running> running = servers.running(kind.system());
    if (running.isPresent() && running.get().server().failure().isPresent()) {
      session.stop(kind.system());
      running = Optional.empty();
    }
    if (running.isPresent()) {
      List<Server.Node> nodes = running.get().server().nodes();
      if (nodes.size() == 1 && down(nodes.get(0)) && settings.values().isEmpty()) {
        bringBack(new Node(running.get().server(), 1));
        return;
      }
      if (!settings.values().isEmpty() && !settings.equals(running.get().settings())) {
        throw UserException.failed(
            kind.system() + " runs already, started in another way",
            "stop " + kind.system() + " first");
      }
      session
          .output()
          .say(
              servers.name(running.get().server())
                  + " runs already on "
                  + running.get().server().endpoint());
      return;
    }
    start(kind, settings);
  }

  private void start(BrokerKind kind, Settings settings) throws InterruptedException {
    Servers servers = session.servers();
    Servers.Running started = servers.start(kind, settings);
    session
        .output()
        .say(
            Styles.line(
                Styles.DONE,
                servers.name(started.server()),
                Styles.PLAIN,
                " ready on "
                    + started.server().endpoint()
                    + " in "
                    + Durations.text(started.startUp())));
  }

  /** A server of one node that cannot come back as it was begins anew, as it was started. */
  private void bringBack(Node node) throws InterruptedException {
    Server server = node.server();
    try {
      server.restart(node.number());
    } catch (BrokerException e) {
      Optional<Servers.Running> running = session.servers().running(server.system());
      if (running.isEmpty() || server.nodes().size() > 1 || !down(server.nodes().get(0))) {
        throw e;
      }
      session.stop(server.system());
      start(session.servers().kind(server.system()), running.get().settings());
      if (!server.durable()) {
        session.output().say("what it held was temporary and is gone");
      }
      return;
    }
    session.forget(server);
    session.output().say(node + " is up");
  }

  private static boolean down(Server.Node node) {
    return node.state() == Server.Node.State.DOWN;
  }

  private static void checkForm(BrokerKind kind, Settings settings) {
    String mode = settings.text("mode").orElse("embedded");
    if (!kind.modes().contains(mode)) {
      throw UserException.failed(
          kind.system() + " cannot be had as --mode " + mode,
          "it can be had as " + String.join(", ", kind.modes()));
    }
  }

  private Settings ofServer(Settings all) {
    Map<String, List<String>> values = new HashMap<>(all.values());
    values.keySet().removeAll(NOT_THE_SERVERS);
    all.text("data")
        .ifPresent(given -> values.put("data", List.of(session.path(given).toString())));
    return new Settings(values);
  }
}
