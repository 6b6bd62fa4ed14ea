package dev.parley.notes;

import java.util.regex.Pattern;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** Takes the wikilinks out of the text that surrounds them. */
final class WikiLinks {
  private static final int MAX_LENGTH = 1000;
  private static final Pattern PICTURE =
      Pattern.compile("(?i)\\.(?:avif|bmp|gif|jpe?g|png|svg|webp)$");
  private static final Pattern SIZE = Pattern.compile("(?:^|\\|)\\s*\\d{1,5}(?:x\\d{1,5})?$");

  private WikiLinks() {}

  /**
   * Splits a text at its wikilinks.
   *
   * @return the last of the nodes that now stand for it; the text itself if there are none
   */
  static Node split(Text node) {
    String text = node.getLiteral();
    int open = text.indexOf("[[");
    if (open < 0) {
      return node;
    }
    Node last = node;
    int from = 0;
    while (open >= 0) {
      int close = text.indexOf("]]", open + 2);
      if (close < 0) {
        break;
      }
      // The innermost pair: "[[a [[b]]" leads to b.
      open = text.lastIndexOf("[[", close - 2);
      String inside = text.substring(open + 2, close);
      if (isLink(inside)) {
        boolean embed = open > from && text.charAt(open - 1) == '!';
        int before = embed ? open - 1 : open;
        if (before > from) {
          last = insert(last, new Text(text.substring(from, before)));
        }
        last = insert(last, link(inside, embed));
        from = close + 2;
      }
      open = text.indexOf("[[", close + 2);
    }
    if (last == node) {
      return node;
    }
    if (from < text.length()) {
      last = insert(last, new Text(text.substring(from)));
    }
    node.unlink();
    return last;
  }

  private static boolean isLink(String inside) {
    return !inside.isBlank()
        && inside.length() <= MAX_LENGTH
        && !inside.strip().startsWith("|")
        && inside.indexOf('[') < 0;
  }

  private static Node link(String inside, boolean embed) {
    int bar = inside.indexOf('|');
    String target = (bar < 0 ? inside : inside.substring(0, bar)).strip();
    String text = bar < 0 ? "" : inside.substring(bar + 1).strip();
    if (embed && PICTURE.matcher(target).find()) {
      Image picture = new Image(target, "");
      String words = SIZE.matcher(text).replaceFirst("").strip();
      if (!words.isEmpty()) {
        picture.appendChild(new Text(words));
      }
      return picture;
    }
    return new WikiLink(target, text.isEmpty() ? target : text, embed);
  }

  private static Node insert(Node after, Node node) {
    after.insertAfter(node);
    return node;
  }
}
