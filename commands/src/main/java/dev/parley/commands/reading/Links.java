package dev.parley.commands.reading;

import dev.parley.brokers.Option;
import dev.parley.brokers.Table;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Notebook;
import dev.parley.commands.Output;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.TablePrinter;
import dev.parley.notes.Library;
import dev.parley.notes.Note;
import dev.parley.notes.NoteLink;
import dev.parley.notes.render.NumberedLink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code links}: where a note leads, by number, and which notes lead to it. */
public final class Links implements Command {
  /** What fits on a screen or two; a table with all of them can have thousands of lines. */
  private static final int MOST = 50;

  private final Session session;

  private Links(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("links", Group.READ, "Where a note leads, and which notes lead to it")
        .example("links", "links kafka")
        .takes(Parameter.optional("NOTE", Parameter.Kind.NOTE, "Another note than the open one"))
        .option(Option.flag("all", "All links, not the first " + MOST + " alone"))
        .made(Links::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Optional<Note> other = arguments.word(0).map(word -> session.reading().find(word).note());
    Note note = other.orElseGet(session.reading()::requireNote);
    Library library = session.reading().library();
    Set<String> broken =
        library.links(note).stream()
            .filter(NoteLink::broken)
            .map(NoteLink::target)
            .collect(Collectors.toSet());
    if (other.isEmpty()) {
      // These numbers are what follow goes by, no longer those of a search.
      session.reading().found(List.of());
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (NumberedLink link : Notebook.render(session, note, session.output().width()).links()) {
      rows.add(
          Arrays.asList(
              // Follow goes by the numbers of the open note.
              other.isPresent() ? null : (Object) link.number(),
              link.target(),
              broken.contains(link.target()) ? "leads nowhere" : ""));
    }
    for (Note from : library.backlinks(note)) {
      rows.add(Arrays.asList(null, library.address(from), "leads here"));
    }
    if (rows.isEmpty()) {
      session.output().say("no links in " + note.id() + ", and none to it");
    } else {
      // A program that reads them wants all.
      boolean all =
          arguments.settings().has("all") || session.output().format() == Output.Format.JSON;
      int more = all ? 0 : Math.max(0, rows.size() - MOST);
      new TablePrinter(session.output())
          .print(new Table("link", List.of("link", "to", ""), rows.subList(0, rows.size() - more)));
      if (more > 0) {
        session.output().say(more + " more; links --all lists them");
      }
    }
  }
}
