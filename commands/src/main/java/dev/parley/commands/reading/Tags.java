package dev.parley.commands.reading;

import dev.parley.brokers.Table;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.TablePrinter;
import dev.parley.notes.Library;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        .example("tags", "tags messaging")
        .takes(
            Parameter.optional(
                "TAG", Parameter.Kind.TEXT, "This one and those nested in it, as TAG/OTHER"))
        .made(Tags::new);
  }

  @Override
  public void run(Arguments arguments) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    Library library = session.reading().library();
    Optional<String> wanted = arguments.word(0).map(Tags::plain);
    library
        .tags(session.reading().language())
        .forEach(
            (tag, notes) -> {
              if (wanted.isEmpty() || isIn(plain(tag), wanted.get())) {
                rows.add(
                    Arrays.asList(
                        "#" + tag,
                        notes.stream().map(library::address).collect(Collectors.joining(" "))));
              }
            });
    if (rows.isEmpty()) {
      session.output().say(wanted.map(tag -> "no note has the tag " + tag).orElse("no tags"));
      return;
    }
    new TablePrinter(session.output()).print(new Table("tag", List.of("tag", "notes"), rows));
  }

  private static String plain(String tag) {
    return (tag.startsWith("#") ? tag.substring(1) : tag).toLowerCase(Locale.ROOT);
  }

  private static boolean isIn(String tag, String wanted) {
    return tag.equals(wanted) || tag.startsWith(wanted + "/");
  }
}
