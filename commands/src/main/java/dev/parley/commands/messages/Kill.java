package dev.parley.commands.messages;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.Subscriptions;

/** {@code kill}: a consumer dies abruptly; whatever it had not committed is delivered again. */
public final class Kill implements Command {
  private final Session session;

  private Kill(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named(
            "kill", Group.MESSAGES, "A consumer dies abruptly: nothing more is committed")
        .example("kill billing")
        .takes(Parameter.one("NAME", Parameter.Kind.SUBSCRIPTION, "Which one"))
        .made(Kill::new);
  }

  @Override
  public void run(Arguments arguments) {
    Subscriptions.Entry entry = session.subscriptions().named(arguments.first());
    session.subscriptions().kill(entry.request().name());
    session
        .output()
        .say(
            entry.request().name()
                + " died after "
                + Names.counted(entry.subscription().delivered()));
  }
}
