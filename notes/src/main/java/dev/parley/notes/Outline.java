package dev.parley.notes;

import dev.parley.notes.markup.CommentBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonmark.node.Block;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** Finds the sections and cells of a parsed document, and makes nodes of its wikilinks. */
final class Outline {
  private static final int MAX_TITLE = 300;
  private static final String LEAD = "top";

  private final List<Warning> warnings;
  private final Fences fences;
  private final Lines lines;
  private final int bodyLine;
  private final Slugs slugs = new Slugs();
  private final Marks marks;
  private final Map<String, String> slugsByMark = new HashMap<>();
  private final List<Draft> drafts = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();
  private final Map<Heading, Section> sections = new HashMap<>();
  private final Map<FencedCodeBlock, Cell> byFence = new HashMap<>();
  private final Map<FencedCodeBlock, Cell> outputs = new HashMap<>();
  private @Nullable String firstTitle;
  private boolean lead;

  /** A section whose cells are still being found. */
  private record Draft(
      @Nullable Heading heading,
      String title,
      String slug,
      int level,
      int line,
      List<Cell> cells) {}

  Outline(String source, Lines lines, int bodyLine, List<Warning> warnings) {
    this.warnings = warnings;
    this.lines = lines;
    this.bodyLine = bodyLine;
    this.fences = new Fences(source, lines, bodyLine);
    this.marks = new Marks(source);
  }

  void walk(Node document) {
    // What stands before the first heading is a section too; dropped later if there is nothing.
    lead = document.getFirstChild() != null && !(document.getFirstChild() instanceof Heading);
    drafts.add(
        new Draft(null, "", lead ? slugs.unique(LEAD) : LEAD, 0, bodyLine + 1, new ArrayList<>()));
    @Nullable Node node = document.getFirstChild();
    while (node != null) {
      boolean skip = false;
      if (node instanceof Text text) {
        node = WikiLinks.split(text);
      } else if (node instanceof FencedCodeBlock fence) {
        fence(fence);
      } else if (node instanceof CommentBlock comment && !comment.isClosed()) {
        warnings.add(
            new Warning(
                fences.line(comment), "this comment has no end; nothing below it is shown"));
      } else if (node instanceof Block && !(node.getFirstChild() instanceof Block)) {
        skip = !fences.holdsWikiLink(node);
        List<String> names = marks.take(node);
        if (node instanceof Heading heading && node.getParent() instanceof Document) {
          if (!skip) {
            splitAll(heading);
          }
          begin(heading);
          skip = true;
        } else if (isTooDeep(node)) {
          warnings.add(
              new Warning(
                  fences.line(node),
                  "only " + NoteParser.MAX_NESTING + " levels of nesting are kept"));
        }
        String slug = drafts.get(drafts.size() - 1).slug();
        names.forEach(name -> slugsByMark.putIfAbsent(name, slug));
      }
      node = skip ? Tree.nextOutside(node, document) : Tree.next(node, document);
    }
  }

  private static void splitAll(Node root) {
    for (Node node = root.getFirstChild(); node != null; node = Tree.next(node, root)) {
      if (node instanceof Text text) {
        node = WikiLinks.split(text);
      }
    }
  }

  private static boolean isTooDeep(Node node) {
    int depth = 0;
    for (Node at = node; at != null; at = at.getParent()) {
      depth++;
    }
    return depth >= NoteParser.MAX_NESTING;
  }

  private void begin(Heading heading) {
    String text = Tree.text(heading);
    String title = text.length() > MAX_TITLE ? text.substring(0, MAX_TITLE) : text;
    if (firstTitle == null && heading.getLevel() == 1 && !title.isEmpty()) {
      firstTitle = title;
    }
    drafts.add(
        new Draft(
            heading,
            title,
            slugs.unique(title),
            heading.getLevel(),
            fences.line(heading),
            new ArrayList<>()));
  }

  private void fence(FencedCodeBlock node) {
    Info info = Info.parse(Optional.ofNullable(node.getInfo()).orElse(""));
    Cell.Kind kind;
    switch (info.language()) {
      case "parley" -> kind = Cell.Kind.PARLEY;
      case "java" -> kind = Cell.Kind.JAVA;
      default -> {
        return;
      }
    }
    Fence fence = fences.of(node);
    if (cells.size() == NoteParser.MAX_CELLS) {
      if (warnings.stream().noneMatch(w -> w.message().startsWith("more than"))) {
        warnings.add(
            new Warning(
                fence.line(),
                "more than " + NoteParser.MAX_CELLS + " cells; the rest is only shown"));
      }
      return;
    }
    info.problems().forEach(problem -> warnings.add(new Warning(fence.line(), problem)));
    info.name()
        .filter(name -> cells.stream().anyMatch(cell -> cell.name().equals(Optional.of(name))))
        .ifPresent(
            name -> warnings.add(new Warning(fence.line(), "another cell has the name " + name)));
    Draft section = drafts.get(drafts.size() - 1);
    Optional<FencedCodeBlock> output = output(node);
    Cell cell =
        new Cell(
            cells.size() + 1,
            kind,
            Optional.ofNullable(node.getLiteral()).orElse(""),
            info.name(),
            info.timeout(),
            info.needs(),
            info.noexec(),
            section.slug(),
            output.map(fences::output),
            fence);
    cells.add(cell);
    section.cells().add(cell);
    byFence.put(node, cell);
    output.ifPresent(block -> outputs.put(block, cell));
  }

  private static Optional<FencedCodeBlock> output(FencedCodeBlock cell) {
    return cell.getNext() instanceof FencedCodeBlock next
            && next.getInfo() != null
            && Info.parse(next.getInfo()).language().equals("output")
        ? Optional.of(next)
        : Optional.empty();
  }

  Optional<String> title() {
    return Optional.ofNullable(firstTitle);
  }

  List<Section> sections(String title) {
    List<Section> all = new ArrayList<>();
    for (Draft draft : drafts) {
      if (draft.heading() == null && !lead) {
        continue;
      }
      Section section =
          new Section(
              all.size() + 1,
              draft.heading() == null ? title : draft.title(),
              draft.slug(),
              draft.level(),
              draft.line(),
              lines.start(draft.line() - 1),
              draft.cells());
      all.add(section);
      if (draft.heading() != null) {
        sections.put(draft.heading(), section);
      }
    }
    return all;
  }

  List<Cell> cells() {
    return cells;
  }

  /** To be asked for after the sections. */
  Anchors anchors() {
    return new Anchors(sections, byFence, outputs, slugsByMark);
  }
}
