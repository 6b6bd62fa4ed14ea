package dev.parley.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/**
 * Places in a note that have names without being headings: anchors of HTML, and blocks that
 * Obsidian's {@code ^name} ends. Code has none.
 */
final class Marks {
  private static final Pattern ANCHOR =
      Pattern.compile("<[a-zA-Z][^<>]*\\s(?:id|name)=([\"'])([^\"'<>]+)\\1");

  private final boolean anchors;

  Marks(String source) {
    anchors = source.contains("id=") || source.contains("name=");
  }

  /**
   * The names in a block that holds no other: {@code ^x} for its own, which is taken out of its
   * text, {@code x} for those of HTML.
   */
  List<String> take(Node block) {
    List<String> names = new ArrayList<>(0);
    if (block.getLastChild() instanceof Text text) {
      takeName(text, names);
    }
    if (!anchors) {
      return names;
    }
    if (block instanceof HtmlBlock html) {
      find(html.getLiteral(), names);
    }
    for (Node node = block.getFirstChild(); node != null; node = Tree.next(node, block)) {
      if (node instanceof HtmlInline html) {
        find(html.getLiteral(), names);
      }
    }
    return names;
  }

  private static void takeName(Text text, List<String> names) {
    String literal = text.getLiteral();
    int start = literal.length();
    while (start > 0 && isName(literal.charAt(start - 1))) {
      start--;
    }
    int caret = start - 1;
    if (start == literal.length()
        || caret < 0
        || literal.charAt(caret) != '^'
        || !isSeparate(text, caret)) {
      return;
    }
    names.add(literal.substring(caret));
    if (caret > 0) {
      text.setLiteral(literal.substring(0, caret).stripTrailing());
    } else {
      if (text.getPrevious() instanceof SoftLineBreak end) {
        end.unlink();
      }
      text.unlink();
    }
  }

  private static boolean isSeparate(Text text, int caret) {
    return caret > 0
        ? Character.isWhitespace(text.getLiteral().charAt(caret - 1))
        : text.getPrevious() == null || text.getPrevious() instanceof SoftLineBreak;
  }

  private static boolean isName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  }

  private static void find(String html, List<String> names) {
    Matcher matcher = ANCHOR.matcher(html);
    while (matcher.find()) {
      names.add(matcher.group(2));
    }
  }
}
