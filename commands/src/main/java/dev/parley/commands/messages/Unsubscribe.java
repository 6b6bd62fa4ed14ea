package dev.parley.commands.messages;

import dev.parley.brokers.Option;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Counts;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.Subscriptions;
import dev.parley.commands.UserException;
import dev.parley.commands.Where;
import java.util.List;

/** {@code unsubscribe}: a consumer leaves in an orderly way. */
public final class Unsubscribe implements Command {
  private final Session session;

  private Unsubscribe(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("unsubscribe", Group.MESSAGES, "End a subscription in an orderly way")
        .example("unsubscribe billing", "unsubscribe --all")
        .takes(Parameter.optional("NAME", Parameter.Kind.SUBSCRIPTION, "Which one"))
        .option(Option.flag("all", "All of them"))
        .made(Unsubscribe::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    boolean all = arguments.settings().has("all");
    if (all == arguments.word(0).isPresent()) {
      throw UserException.notUnderstood(
          "unsubscribe needs NAME or --all", "for example: unsubscribe billing");
    }
    if (all) {
      List<Subscriptions.Entry> entries = session.subscriptions().all();
      for (Subscriptions.Entry entry : entries) {
        end(entry);
      }
      if (entries.isEmpty()) {
        session.output().say("nobody is subscribed");
      }
      return;
    }
    if (session.publications().find(arguments.first()).isPresent()) {
      throw UserException.failed(
          arguments.first() + " publishes, and receives nothing",
          "stop " + arguments.first() + " ends it");
    }
    end(session.subscriptions().named(arguments.first()));
  }

  private void end(Subscriptions.Entry entry) throws InterruptedException {
    session.subscriptions().end(entry.request().name());
    session.feed().flush();
    session
        .output()
        .say(
            entry.request().name()
                + " left after "
                + Counts.messages(entry.subscription().delivered())
                + entry
                    .where()
                    .map(Where::passedOver)
                    .filter(count -> count > 0)
                    .map(count -> ", of which " + Counts.of(count) + " did not match")
                    .orElse(""));
    entry.where().flatMap(Where::failures).ifPresent(session.output()::say);
  }
}
