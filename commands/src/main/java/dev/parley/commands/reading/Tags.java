package dev.parley.commands.reading;

import dev.parley.brokers.Table;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Session;
import dev.parley.commands.TablePrinter;
import dev.parley.notes.Note;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code tags}: the tags and their notes. */
public final class Tags implements Command {
  private final Session session;

  private Tags(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("tags", Group.READ, "The tags and their notes")
        .example("tags")
        .made(Tags::new);
  }

  @Override
  public void run(Arguments arguments) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    session
        .reading()
        .library()
        .tags(session.reading().language())
        .forEach(
            (tag, notes) ->
                rows.add(
                    Arrays.asList(
                        "#" + tag, notes.stream().map(Note::id).collect(Collectors.joining(" ")))));
    new TablePrinter(session.output()).print(new Table("tag", List.of("tag", "notes"), rows));
  }
}
