package dev.parley.commands.messages;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.Subscriptions;
import dev.parley.commands.UserException;

/** {@code unsubscribe}: a consumer leaves in an orderly way. */
public final class Unsubscribe implements Command {
  private final Session session;

  private Unsubscribe(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("unsubscribe", Group.MESSAGES, "End a subscription in an orderly way")
        .example("unsubscribe billing")
        .takes(Parameter.one("NAME", Parameter.Kind.SUBSCRIPTION, "Which one"))
        .made(Unsubscribe::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    if (session.publications().find(arguments.first()).isPresent()) {
      throw UserException.failed(
          arguments.first() + " publishes, and receives nothing",
          "stop " + arguments.first() + " ends it");
    }
    Subscriptions.Entry entry = session.subscriptions().named(arguments.first());
    session.subscriptions().end(entry.request().name());
    session.feed().flush();
    session
        .output()
        .say(
            entry.request().name()
                + " left after "
                + Names.counted(entry.subscription().delivered()));
  }
}
