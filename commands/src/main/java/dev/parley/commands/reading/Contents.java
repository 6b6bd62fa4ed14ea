package dev.parley.commands.reading;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Json;
import dev.parley.commands.Output;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.Styles;
import dev.parley.notes.Cell;
import dev.parley.notes.Note;
import dev.parley.notes.Section;
import dev.parley.notes.render.SafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code toc}: the sections of a note. */
public final class Contents implements Command {
  private final Session session;

  private Contents(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("toc", Group.READ, "The sections of a note and their cells")
        .example("toc", "toc kafka")
        .takes(Parameter.optional("NOTE", Parameter.Kind.NOTE, "Another note"))
        .made(Contents::new);
  }

  @Override
  public void run(Arguments arguments) {
    Note note =
        arguments
            .word(0)
            .map(word -> session.reading().find(word).note())
            .orElseGet(session.reading()::requireNote);
    Output output = session.output();
    for (Section section : note.sections()) {
      if (section.level() == 0) {
        continue;
      }
      List<Integer> cells = section.cells().stream().map(Cell::number).toList();
      if (output.format() == Output.Format.JSON) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("section", section.slug());
        object.put("title", section.title());
        object.put("level", section.level());
        object.put("cells", cells);
        output.data(Json.line(object));
      } else {
        String run =
            cells.isEmpty()
                ? ""
                : "  ▸ " + cells.stream().map(String::valueOf).collect(Collectors.joining(" "));
        output.data(
            Styles.line(
                Styles.PLAIN,
                "  ".repeat(section.level()) + SafeText.oneLine(section.title()),
                Styles.QUIET,
                "  #" + SafeText.oneLine(section.slug()),
                Styles.ACCENT,
                run));
      }
    }
  }
}
