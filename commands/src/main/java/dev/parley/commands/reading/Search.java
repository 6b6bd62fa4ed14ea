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
import dev.parley.commands.UserException;
import dev.parley.notes.SearchHit;
import dev.parley.notes.Section;
import dev.parley.notes.render.SafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code search}: lines of the notes that hold the words, in any of their forms. */
public final class Search implements Command {
  private static final int MOST = 20;

  private final Session session;

  private Search(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("search", Group.READ, "Find words in the notes, in any of their forms")
        .example("search consumer group", "search очередь")
        .takes(Parameter.any("WORD", Parameter.Kind.TEXT, "What to look for"))
        .made(Search::new);
  }

  @Override
  public void run(Arguments arguments) {
    if (arguments.words().isEmpty()) {
      throw UserException.notUnderstood(
          "search needs a word", "for example: search consumer group");
    }
    List<SearchHit> hits =
        session
            .reading()
            .library()
            .search(String.join(" ", arguments.words()), session.reading().language());
    Output output = session.output();
    for (SearchHit hit : hits.subList(0, Math.min(MOST, hits.size()))) {
      String place =
          hit.note().id() + hit.section().map(section -> "#" + section.slug()).orElse("");
      if (output.format() == Output.Format.JSON) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("note", hit.note().id());
        object.put("section", hit.section().map(Section::slug).orElse(""));
        object.put("line", hit.line());
        object.put("text", hit.snippet());
        output.data(Json.line(object));
      } else {
        output.data(
            Styles.line(
                Styles.ACCENT,
                SafeText.oneLine(place),
                Styles.PLAIN,
                "  " + SafeText.oneLine(hit.snippet().strip())));
      }
    }
    if (hits.isEmpty()) {
      output.say("nothing found");
    } else if (hits.size() > MOST) {
      output.say((hits.size() - MOST) + " more; add a word");
    }
  }
}
