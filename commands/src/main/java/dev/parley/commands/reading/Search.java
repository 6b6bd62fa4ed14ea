package dev.parley.commands.reading;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Json;
import dev.parley.commands.Output;
import dev.parley.commands.Parameter;
import dev.parley.commands.Reading;
import dev.parley.commands.Session;
import dev.parley.commands.Styles;
import dev.parley.commands.UserException;
import dev.parley.notes.Language;
import dev.parley.notes.SearchHit;
import dev.parley.notes.Section;
import dev.parley.notes.render.SafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    String words = String.join(" ", arguments.words());
    List<SearchHit> hits = session.reading().library().search(words, session.reading().language());
    Output output = session.output();
    List<SearchHit> listed = hits.subList(0, Math.min(MOST, hits.size()));
    int number = 0;
    for (SearchHit hit : listed) {
      number++;
      String address = session.reading().library().address(hit.note());
      String place = address + hit.section().map(section -> "#" + section.slug()).orElse("");
      if (output.format() == Output.Format.JSON) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("note", address);
        object.put("section", hit.section().map(Section::slug).orElse(""));
        object.put("line", hit.line());
        object.put("text", hit.snippet());
        output.data(Json.line(object));
      } else {
        output.data(
            Styles.line(
                Styles.QUIET,
                (number < 10 ? " " : "") + number + " ",
                Styles.ACCENT,
                SafeText.oneLine(place)));
        output.data("   " + cut(SafeText.oneLine(hit.text()), output.width() - 3));
      }
    }
    session
        .reading()
        .found(listed.stream().map(hit -> new Reading.Place(hit.note(), hit.section())).toList());
    if (hits.isEmpty()) {
      output.say("nothing found" + elsewhere(words));
    } else if (session.surroundings().interactive()) {
      output.say("follow 1 opens the first");
    }
    if (hits.size() > MOST) {
      output.say((hits.size() - MOST) + " more, three of a note at most; add a word");
    }
  }

  /** How many notes in another language have the words; empty if none has. */
  private String elsewhere(String words) {
    return Stream.of(Language.values())
        .filter(other -> other != session.reading().language())
        .map(other -> inLanguage(words, other))
        .collect(Collectors.joining());
  }

  private String inLanguage(String words, Language other) {
    long notes =
        session.reading().library().search(words, other).stream()
            .map(SearchHit::note)
            .distinct()
            .count();
    String name = Locale.forLanguageTag(other.code()).getDisplayLanguage(Locale.ENGLISH);
    return notes == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "; %d %s in %s %s it: lang %s",
            notes,
            notes == 1 ? "note" : "notes",
            name,
            notes == 1 ? "has" : "have",
            other.code());
  }

  /** Cut to so many columns, which are as many characters at least. */
  private static String cut(String text, int columns) {
    return text.length() <= columns ? text : text.substring(0, Math.max(1, columns - 1)) + "…";
  }
}
