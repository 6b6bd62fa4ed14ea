package dev.parley.notes.render;

import dev.parley.notes.FrontMatter;
import dev.parley.notes.Note;
import dev.parley.notes.Section;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.commonmark.node.Heading;

/** The line of a section: its title at the left, where it stands at the right. */
final class Headings {
  private static final int LOWEST_WITH_RULE = 3;

  private final Note note;
  private final Canvas canvas;
  private final Inlines inlines;
  private final Deque<Section> above = new ArrayDeque<>();
  private final StyledText text = new StyledText();

  Headings(Note note, Canvas canvas, Inlines inlines) {
    this.note = note;
    this.canvas = canvas;
    this.inlines = inlines;
  }

  /** The title, if the text does not begin with it, and a quiet line of tags and other names. */
  void frontMatter() {
    FrontMatter front = note.frontMatter();
    boolean repeated =
        note.sections().stream()
            .anyMatch(s -> s.level() == 1 && s.title().equalsIgnoreCase(note.title()));
    if (front.title().isPresent() && !repeated) {
      text.clear();
      text.append(SafeText.oneLine(front.title().get()), Ink.TITLE.plain());
      canvas.flow(text);
    }
    text.clear();
    for (String tag : front.tags()) {
      text.append(text.length() == 0 ? "#" : " #", Ink.QUIET.plain());
      text.append(SafeText.oneLine(tag), Ink.QUIET.plain());
    }
    if (!front.aliases().isEmpty()) {
      text.append(text.length() == 0 ? "also " : "  also ", Ink.QUIET.plain());
      text.append(SafeText.oneLine(String.join(", ", front.aliases())), Ink.QUIET.plain());
    }
    canvas.flow(text);
  }

  void write(Heading heading, Section section) {
    while (!above.isEmpty() && above.peek().level() >= section.level()) {
      above.pop();
    }
    text.clear();
    inlines.write(heading, text, Ink.TITLE.plain());
    text.trimEnd();
    int width = canvas.columns();
    int title = Columns.of(text);
    String path = path(width - title - 3);
    if (title > width || path.isEmpty() || text.toString().indexOf('\n') >= 0) {
      canvas.flow(text);
    } else {
      canvas.begin();
      List<LinkSpan> links = canvas.spans(text, 0, text.length());
      canvas.add(text, 0, text.length());
      canvas.pad(width - title - Columns.of(path), Ink.TEXT.plain());
      canvas.add(path, Ink.QUIET.plain());
      canvas.finish(links);
    }
    if (section.level() <= LOWEST_WITH_RULE) {
      canvas.line("─".repeat(width), Ink.QUIET.plain());
    }
    above.push(section);
  }

  /** The note and the sections above, as far as there is room. */
  private String path(int room) {
    String id = SafeText.oneLine(note.id());
    StringBuilder path = new StringBuilder(id);
    for (Iterator<Section> i = above.descendingIterator(); i.hasNext(); ) {
      Section section = i.next();
      if (section.level() > 1 || !section.title().equalsIgnoreCase(note.title())) {
        path.append(" › ").append(SafeText.oneLine(section.title()));
      }
    }
    if (Columns.of(path) <= room) {
      return path.toString();
    }
    return Columns.of(id) <= room ? id : "";
  }
}
