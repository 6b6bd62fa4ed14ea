package dev.parley.commands.reading;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Reading;
import dev.parley.commands.Session;
import dev.parley.notes.Section;
import java.util.Optional;

/** {@code next}: the next section. */
public final class Next implements Command {
  private final Session session;

  private Next(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("next", Group.READ, "Read the next section")
        .remark(
            "Shows the section after the open one and after those whose cells ran. Enter then runs the"
                + " first cell of that section.")
        .example("next")
        .made(Next::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Optional<Section> next = session.reading().following();
    if (next.isEmpty()) {
      session.output().say("that was the last section; notes lists the other notes");
      return;
    }
    new View(session).open(new Reading.Place(session.reading().requireNote(), next), true);
  }
}
