package dev.parley.commands.reading;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;

/** {@code open}: a note, or a section of it. */
public final class Open implements Command {
  private final Session session;

  private Open(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("open", Group.READ, "Read a note, or a section of it")
        .remark(
            "Enter on an empty line runs the next cell. As long as none of the note has run, the first"
                + " Enter only names it. A cell that failed or was interrupted is run again.")
        .example(
            "open asynchronous",
            "open asynchronous#publish-subscribe",
            "open #offsets",
            "open ./my-note.md")
        .takes(
            Parameter.one("NOTE", Parameter.Kind.NOTE, "A name, a title or a file; #SECTION of it"))
        .made(Open::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    new View(session).open(session.reading().find(arguments.first()), true);
  }
}
