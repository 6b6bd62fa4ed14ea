package dev.parley.commands.cell;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Servers;
import dev.parley.commands.Session;
import dev.parley.notes.Note;
import java.util.List;

/** {@code restart}: ends what cells started; the note begins anew. */
public final class Restart implements Command {
  private final Session session;

  private Restart(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named(
            "restart", Group.RUN, "End what cells started, of any note, and begin this one anew")
        .example("restart")
        .made(Restart::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Note note = session.reading().requireNote();
    List<String> theirs =
        session.servers().running().stream()
            .filter(Servers.Running::byCell)
            .map(running -> running.server().system())
            .toList();
    List<String> others = session.endCells();
    session.reading().beginAnew();
    session
        .output()
        .say(
            (theirs.isEmpty() ? "" : "stopped " + String.join(", ", theirs) + "; ")
                + "the next cell is the first of "
                + note.id()
                + (others.isEmpty()
                    ? ""
                    : "; "
                        + String.join(", ", others)
                        + (others.size() == 1 ? " goes on, as it was" : " go on, as they were")
                        + " started at the prompt"));
  }
}
