package dev.parley.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.Block;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/**
 * A section and where its text is: from a block of the document up to another. The text is made
 * when it is asked for, which several threads may do.
 *
 * @param document the tree; read only
 * @param first the first block below the heading; absent if there is none
 * @param end the heading of the next section; absent if this is the last
 */
record SectionTexts(Section section, Node document, Optional<Node> first, Optional<Node> end) {
  private static final int MAX_CHARACTERS = 200_000;

  /** Of all sections of a note, in its order. */
  static List<SectionTexts> of(Note note) {
    List<SectionTexts> texts = new ArrayList<>();
    Optional<Section> section =
        note.sections().stream().findFirst().filter(lead -> lead.level() == 0);
    @Nullable Node first = note.document().getFirstChild();
    for (@Nullable Node node = first; node != null; node = node.getNext()) {
      Section begun =
          node instanceof Heading heading ? note.anchors().sections().get(heading) : null;
      if (begun != null) {
        add(section, note, first, node, texts);
        section = Optional.of(begun);
        first = node.getNext();
      }
    }
    add(section, note, first, null, texts);
    return texts;
  }

  private static void add(
      Optional<Section> section,
      Note note,
      @Nullable Node first,
      @Nullable Node end,
      List<SectionTexts> texts) {
    section.ifPresent(
        found ->
            texts.add(
                new SectionTexts(
                    found, note.document(), Optional.ofNullable(first), Optional.ofNullable(end))));
  }

  /** The text without its markup, code blocks and heading. */
  String text() {
    StringBuilder text = new StringBuilder();
    @Nullable Node node = first.orElse(null);
    while (node != null && node != end.orElse(null) && text.length() < MAX_CHARACTERS) {
      if (!(node instanceof FencedCodeBlock)) {
        Tree.append(node, text);
        if (node instanceof Block) {
          text.append('\n');
        }
      }
      node = Tree.next(node, document);
    }
    return text.toString();
  }
}
