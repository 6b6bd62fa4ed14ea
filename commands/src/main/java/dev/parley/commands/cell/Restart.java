package dev.parley.commands.cell;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Session;

/** {@code restart}: ends everything that runs; the note begins anew. */
public final class Restart implements Command {
  private final Session session;

  private Restart(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named(
            "restart", Group.RUN, "End everything that runs and begin the note anew")
        .example("restart")
        .made(Restart::new);
  }

  @Override
  public void run(Arguments arguments) {
    session.restart();
    session.reading().beginAnew();
    session.output().say("nothing runs any more; the next cell is the note's first");
  }
}
