package dev.parley.notes;

import dev.parley.notes.markup.MarkupExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Makes notes of Markdown. Any text is a note: what cannot be taken as it was meant becomes a
 * warning.
 */
public final class NoteParser {
  /** Characters of a note that are read; the rest is left out, with a warning. */
  public static final int MAX_CHARACTERS = 4 << 20;

  /** Characters of a line that are read; the rest of it is left out, with a warning. */
  public static final int MAX_LINE = 1 << 20;

  /** Lists and quotes inside one another; what is deeper is text. */
  public static final int MAX_NESTING = 64;

  /** Cells of a note; further fences are shown, not run. */
  public static final int MAX_CELLS = 1000;

  private final Parser parser =
      Parser.builder()
          .extensions(
              List.of(
                  TablesExtension.create(),
                  StrikethroughExtension.create(),
                  TaskListItemsExtension.create(),
                  FootnotesExtension.builder().inlineFootnotes(true).build(),
                  new MarkupExtension()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(MAX_NESTING)
          .maxInlineNesting(MAX_NESTING)
          .build();

  /**
   * Parses a note and guesses its language.
   *
   * @param id the file's name without {@code .md}
   * @param origin the file; empty for a bundled note
   */
  public Note parse(String source, String id, Optional<Path> origin) {
    return parse(source, id, origin, Optional.empty());
  }

  Note parse(String source, String id, Optional<Path> origin, Optional<Language> language) {
    List<Warning> warnings = new ArrayList<>();
    Lines lines = new Lines(source, source.length());
    Head head = Head.read(source, lines, warnings);
    Node document = parser.parse(body(source, head.lines(), lines, warnings));
    Outline outline = new Outline(source, lines, head.lines(), warnings);
    outline.walk(document);
    FrontMatter front = head.frontMatter();
    String title = front.title().or(outline::title).orElse(id);
    List<Section> sections = outline.sections(title);
    front
        .demonstrates()
        .forEach(
            (term, slug) -> {
              if (Slugs.find(sections, slug).isEmpty()) {
                warnings.add(
                    new Warning(1, "“" + term + "” leads to a section that is not there: " + slug));
              }
            });
    return new Note(
        id,
        title,
        language.orElseGet(() -> Language.guess(source)),
        origin,
        front,
        sections,
        outline.cells(),
        document,
        outline.anchors(),
        source,
        warnings);
  }

  /** What comes after the front matter, line for line; over-long lines are cut. */
  private static String body(String source, int from, Lines lines, List<Warning> warnings) {
    int start = lines.start(from) == 0 && source.startsWith("\ufeff") ? 1 : lines.start(from);
    if (source.length() <= MAX_CHARACTERS && lines.longest() <= MAX_LINE) {
      return source.substring(start);
    }
    StringBuilder body = new StringBuilder();
    for (int line = from; line < lines.count(); line++) {
      int begin = Math.max(start, lines.start(line));
      int next = lines.start(line + 1);
      if (body.length() + Math.min(next - begin, MAX_LINE) > MAX_CHARACTERS) {
        warnings.add(new Warning(line + 1, "the note is too long; from here on it is not shown"));
        break;
      }
      body.append(source, begin, Math.min(next, begin + MAX_LINE));
      if (next - begin > MAX_LINE) {
        body.append('\n');
        warnings.add(
            new Warning(
                line + 1, "only the first " + MAX_LINE + " characters of the line are shown"));
      }
    }
    return body.toString();
  }
}
