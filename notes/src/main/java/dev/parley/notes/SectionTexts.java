package dev.parley.notes;

import java.util.LinkedHashMap;
import java.util.Map;
import org.commonmark.node.Block;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/** The text of each section without its markup, code blocks and heading. */
final class SectionTexts {
  private static final int MAX_CHARACTERS = 200_000;

  private SectionTexts() {}

  static Map<Section, String> of(Note note) {
    Map<Section, StringBuilder> texts = new LinkedHashMap<>();
    note.sections().forEach(section -> texts.put(section, new StringBuilder()));
    @Nullable StringBuilder text =
        note.sections().isEmpty() || note.sections().get(0).level() != 0
            ? null
            : texts.get(note.sections().get(0));
    @Nullable Node node = note.document().getFirstChild();
    while (node != null) {
      Section begun =
          node instanceof Heading heading ? note.anchors().sections().get(heading) : null;
      if (begun != null) {
        text = texts.get(begun);
      } else if (text != null && !(node instanceof FencedCodeBlock)) {
        if (text.length() < MAX_CHARACTERS) {
          Tree.append(node, text);
        }
        if (node instanceof Block) {
          text.append('\n');
        }
      }
      boolean skip = begun != null;
      node = skip ? Tree.nextOutside(node, note.document()) : Tree.next(node, note.document());
    }
    Map<Section, String> done = new LinkedHashMap<>();
    texts.forEach((section, builder) -> done.put(section, builder.toString()));
    return done;
  }
}
