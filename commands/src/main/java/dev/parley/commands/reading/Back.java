package dev.parley.commands.reading;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Reading;
import dev.parley.commands.Session;
import java.util.Optional;

/** {@code back}: to where one came from. */
public final class Back implements Command {
  private final Session session;

  private Back(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("back", Group.READ, "Go back to where you came from")
        .example("back")
        .made(Back::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Optional<Reading.Place> before = session.reading().goBack();
    if (before.isEmpty()) {
      session.output().say("there is nothing to go back to");
      return;
    }
    new View(session).open(before.get(), false);
  }
}
