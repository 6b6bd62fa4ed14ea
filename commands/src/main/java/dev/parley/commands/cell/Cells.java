package dev.parley.commands.cell;

import dev.parley.brokers.Table;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.TablePrinter;
import dev.parley.notes.Cell;
import dev.parley.notes.Note;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code cells}: what can be run in a note. */
public final class Cells implements Command {
  private final Session session;

  private Cells(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("cells", Group.RUN, "What can be run in this note")
        .example("cells", "cells kafka")
        .takes(Parameter.optional("NOTE", Parameter.Kind.NOTE, "Another note"))
        .made(Cells::new);
  }

  @Override
  public void run(Arguments arguments) {
    Note note =
        arguments
            .word(0)
            .map(word -> session.reading().find(word).note())
            .orElseGet(session.reading()::requireNote);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Cell cell : note.cells()) {
      rows.add(
          Arrays.asList(
              cell.number(),
              cell.name().orElse(null),
              cell.kind().name().toLowerCase(Locale.ROOT),
              cell.section(),
              cell.noexec() ? "not to be run" : String.join(" ", cell.needs()),
              cell.source().strip().lines().findFirst().orElse("")));
    }
    if (rows.isEmpty()) {
      session.output().say(note.id() + " has no cells");
    } else {
      new TablePrinter(session.output())
          .print(
              new Table(
                  "cell", List.of("cell", "name", "kind", "section", "needs", "begins"), rows));
    }
  }
}
