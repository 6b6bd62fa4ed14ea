package dev.parley.commands.messages;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Counts;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.Subscriptions;
import dev.parley.commands.servers.Node;
import java.util.Optional;

/**
 * {@code kill}: a consumer dies abruptly, and whatever it had not committed is delivered again; or
 * a node does, as in a power cut.
 */
public final class Kill implements Command {
  private final Session session;

  private Kill(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named(
            "kill", Group.MESSAGES, "A consumer dies abruptly, or a node of a server")
        .example("kill billing", "kill kafka/2")
        .takes(Parameter.one("NAME", Parameter.Kind.CONSUMER_OR_NODE, "Which one"))
        .made(Kill::new);
  }

  @Override
  public void run(Arguments arguments) {
    Optional<Node> node = Node.orConsumer(session, arguments.first());
    if (node.isPresent()) {
      node.get().server().kill(node.get().number());
      session.output().say(node.get() + " died; start " + node.get() + " brings it back");
      return;
    }
    Subscriptions.Entry entry = session.subscriptions().named(arguments.first());
    session.subscriptions().kill(entry.request().name());
    session
        .output()
        .say(
            entry.request().name()
                + " died after "
                + Counts.messages(entry.subscription().delivered()));
  }
}
