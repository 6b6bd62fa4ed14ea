package dev.parley.notes.render;

import dev.parley.notes.Demonstration;
import dev.parley.notes.Note;
import dev.parley.notes.Section;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/** One note on its way to the terminal. */
final class Page {
  private final Theme theme;
  private final Note note;
  private final Function<Section, List<Demonstration>> demonstrations;
  private final Canvas canvas;
  private final Links links = new Links();
  private final Inlines inlines;
  private final Blocks blocks;
  private final Headings headings;
  private final Map<String, Integer> sectionLines = new HashMap<>();
  private final Map<Integer, Integer> cellLines = new HashMap<>();

  Page(
      Theme theme,
      int columns,
      int screen,
      Note note,
      Function<Section, List<Demonstration>> demonstrations) {
    this.theme = theme;
    this.note = note;
    this.demonstrations = demonstrations;
    this.canvas = new Canvas(theme, columns, screen);
    this.inlines = new Inlines(theme, links, canvas);
    this.blocks = new Blocks(theme, note, canvas, inlines, cellLines);
    this.headings = new Headings(note, canvas, inlines);
  }

  RenderedNote render() {
    headings.frontMatter();
    @Nullable Section waiting = lead().orElse(null);
    if (waiting != null) {
      sectionLines.put(waiting.slug(), 0);
    }
    for (Node block = note.document().getFirstChild(); block != null; block = block.getNext()) {
      Section section = block instanceof Heading h ? note.anchors().sections().get(h) : null;
      if (section != null && block instanceof Heading heading) {
        waiting = offer(waiting);
        canvas.gap();
        sectionLines.put(section.slug(), canvas.lineCount());
        headings.write(heading, section);
        waiting = section;
      } else {
        blocks.block(block, false);
        if (!isCellWithOutput(block)) {
          waiting = offer(waiting);
        }
      }
    }
    offer(waiting);
    blocks.footnotes();
    if (!theme.hasHyperlinks()) {
      listLinks();
    }
    return new RenderedNote(canvas.lines(), sectionLines, cellLines, links.all());
  }

  private Optional<Section> lead() {
    return note.sections().stream().findFirst().filter(section -> section.level() == 0);
  }

  // What a cell prints belongs to it: nothing comes between.
  private boolean isCellWithOutput(Node block) {
    return block.getNext() instanceof FencedCodeBlock next
        && note.anchors().outputs().containsKey(next);
  }

  /** Prints what is offered for a section, once. */
  private @Nullable Section offer(@Nullable Section section) {
    List<Demonstration> offered = section == null ? List.of() : demonstrations.apply(section);
    if (offered.isEmpty()) {
      return null;
    }
    canvas.gap();
    StyledText text = new StyledText();
    for (Demonstration demonstration : offered) {
      text.clear();
      text.append(SafeText.oneLine(demonstration.title()), Ink.TEXT.plain());
      text.append(": ", Ink.TEXT.plain());
      text.append("run " + SafeText.oneLine(demonstration.target()), Ink.RUN.plain());
      canvas.open("▸ ", "  ", Ink.RUN.plain());
      canvas.flow(text);
      canvas.close();
    }
    return null;
  }

  private void listLinks() {
    List<Links.Listed> listed = links.listed();
    if (!listed.isEmpty()) {
      canvas.gap();
    }
    StyledText text = new StyledText();
    for (Links.Listed link : listed) {
      text.clear();
      text.append(link.target(), Ink.LINK.plain());
      if (!link.title().isEmpty()) {
        text.append("  " + link.title(), Ink.QUIET.plain());
      }
      String number = "[" + link.number() + "] ";
      canvas.open(number, " ".repeat(number.length()), Ink.QUIET.plain());
      canvas.flow(text);
      canvas.close();
    }
  }
}
