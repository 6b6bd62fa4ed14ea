package dev.parley.commands.reading;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Notebook;
import dev.parley.commands.Parameter;
import dev.parley.commands.Reading;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;
import dev.parley.notes.Lookup;
import dev.parley.notes.Note;
import dev.parley.notes.render.NumberedLink;
import java.util.List;
import java.util.Optional;

/** {@code follow}: where a numbered link leads. */
public final class Follow implements Command {
  private final Session session;

  private Follow(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("follow", Group.READ, "Open what a numbered link leads to")
        .example("follow 2")
        .takes(
            Parameter.one(
                "LINK", Parameter.Kind.TEXT, "The number beside it, or beside a result of search"))
        .made(Follow::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    List<Reading.Place> places = session.reading().found();
    if (!places.isEmpty()) {
      new View(session).open(hit(places, arguments.first()), true);
      return;
    }
    Note note = session.reading().requireNote();
    List<NumberedLink> links = Notebook.render(session, note, session.output().width()).links();
    Optional<NumberedLink> link =
        links.stream()
            .filter(known -> String.valueOf(known.number()).equals(arguments.first()))
            .findFirst();
    NumberedLink found =
        link.orElseThrow(
            () ->
                UserException.failed(
                    "no link " + arguments.first() + " in " + note.id(), "links lists them"));
    Lookup lookup = session.reading().library().follow(note, found.target());
    if (lookup instanceof Lookup.Found place) {
      new View(session).open(new Reading.Place(place.note(), place.section()), true);
    } else if (lookup instanceof Lookup.NoSection place) {
      session.output().say("no section " + place.name() + " there; this is the note");
      new View(session).open(new Reading.Place(place.note(), Optional.empty()), true);
    } else if (!found.wiki() && found.target().contains("://")) {
      session.output().data(found.target());
    } else {
      throw UserException.failed(
          "the link leads nowhere: " + found.target(), "the note says so; nothing is there");
    }
  }

  private static Reading.Place hit(List<Reading.Place> places, String number) {
    for (int i = 0; i < places.size(); i++) {
      if (String.valueOf(i + 1).equals(number)) {
        return places.get(i);
      }
    }
    throw UserException.failed(
        "no result " + number + " of the search", "there are " + places.size());
  }
}
