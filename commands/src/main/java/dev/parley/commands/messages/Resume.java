package dev.parley.commands.messages;

import dev.parley.brokers.Subscription;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;
import dev.parley.commands.servers.Node;
import java.util.Optional;

/** {@code resume}: what was paused goes on. */
public final class Resume implements Command {
  private final Session session;

  private Resume(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("resume", Group.MESSAGES, "What was paused goes on")
        .example("resume billing", "resume rabbit/2")
        .takes(Parameter.one("NAME", Parameter.Kind.CONSUMER_OR_NODE, "Which one"))
        .made(Resume::new);
  }

  @Override
  public void run(Arguments arguments) {
    Optional<Node> node = Node.orConsumer(session, arguments.first());
    if (node.isPresent()) {
      node.get().server().resume(node.get().number());
    } else {
      Subscription subscription = session.subscriptions().named(arguments.first()).subscription();
      if (!subscription.paused()) {
        throw UserException.failed(
            arguments.first() + " is not paused", "pause " + arguments.first() + " holds it up");
      }
      subscription.resume();
    }
    session.output().say(arguments.first() + " goes on");
  }
}
