package dev.parley.commands.reading;

import dev.parley.commands.Notebook;
import dev.parley.commands.Output;
import dev.parley.commands.Reading;
import dev.parley.commands.Session;
import dev.parley.commands.Styles;
import dev.parley.notes.Note;
import dev.parley.notes.Section;
import dev.parley.notes.render.RenderedLine;
import dev.parley.notes.render.RenderedNote;
import java.util.List;
import java.util.Optional;

/** Shows a note, or one section of it. */
final class View {
  private final Session session;

  View(Session session) {
    this.session = session;
  }

  /** Opens a place and shows it. */
  void open(Reading.Place place, boolean remember) throws InterruptedException {
    Reading reading = session.reading();
    reading.open(place, remember);
    Output output = session.output();
    RenderedNote rendered = Notebook.render(session, place.note(), output.width());
    List<RenderedLine> lines = lines(rendered, place);
    reading.links(rendered.links());
    if (!session.screen().show(lines)) {
      output.page(lines);
    }
    Notebook.warn(output, place.note());
    hint(place);
    if (place.note().cells().stream()
            .anyMatch(cell -> cell.kind() == dev.parley.notes.Cell.Kind.JAVA)
        && session.surroundings().interactive()
        && session.surroundings().trust().isTrusted(place.note())) {
      session.java().prepare();
    }
  }

  private void hint(Reading.Place place) {
    if (!session.surroundings().interactive()) {
      return;
    }
    session
        .reading()
        .nextCell()
        .ifPresent(
            cell ->
                session
                    .output()
                    .say(
                        Styles.line(
                            Styles.QUIET,
                            "Enter goes to cell "
                                + cell.number()
                                + "; next and back turn the pages of "
                                + place.note().id())));
  }

  /** From the section's heading to that of the next one which is not below it. */
  private static List<RenderedLine> lines(RenderedNote rendered, Reading.Place place) {
    if (place.section().isEmpty()) {
      return rendered.lines();
    }
    Note note = place.note();
    Section section = place.section().get();
    int from = rendered.sections().getOrDefault(section.slug(), 0);
    Optional<Section> next =
        note.sections().stream()
            .filter(later -> later.number() > section.number() && later.level() <= section.level())
            .findFirst();
    int to =
        next.map(later -> rendered.sections().getOrDefault(later.slug(), rendered.lines().size()))
            .orElse(rendered.lines().size());
    return rendered.lines().subList(Math.min(from, to), Math.max(from, to));
  }
}
