package dev.parley.commands.reading;

import dev.parley.brokers.Table;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Session;
import dev.parley.commands.TablePrinter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code notes}: the notes there are. */
public final class Notes implements Command {
  private final Session session;

  Notes(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("notes", Group.READ, "The notes there are")
        .example("notes", "notes -o json")
        .made(Notes::new);
  }

  @Override
  public void run(Arguments arguments) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    session.reading().titles().forEach((id, title) -> rows.add(Arrays.asList(id, title)));
    new TablePrinter(session.output()).print(new Table("note", List.of("note", "title"), rows));
  }
}
