package dev.parley.commands.messages;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.servers.Node;
import java.util.Optional;

/**
 * {@code pause}: a consumer takes nothing more, or a node answers nothing, until {@code resume}.
 */
public final class Pause implements Command {
  private final Session session;

  private Pause(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named(
            "pause", Group.MESSAGES, "A consumer takes nothing more, or a node hangs")
        .example("pause billing", "pause rabbit/2")
        .takes(Parameter.one("NAME", Parameter.Kind.CONSUMER_OR_NODE, "Which one"))
        .made(Pause::new);
  }

  @Override
  public void run(Arguments arguments) {
    Optional<Node> node = Node.orConsumer(session, arguments.first());
    if (node.isPresent()) {
      node.get().server().pause(node.get().number());
    } else {
      session.subscriptions().named(arguments.first()).subscription().pause();
    }
    session.output().say(arguments.first() + " is paused");
  }
}
