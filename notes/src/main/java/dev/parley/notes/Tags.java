package dev.parley.notes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * The tags of a note: those above its Markdown, and those in its text, {@code #tag} or {@code
 * #tag/nested}. As Obsidian has it, one of digits alone is none, and case makes no difference.
 */
final class Tags {
  private static final Pattern TAG =
      Pattern.compile("(?<![^\\s(\\[{,;])#([\\p{L}\\p{M}\\p{N}_/-]{1,200})");

  private Tags() {}

  static List<String> of(Note note) {
    Map<String, String> tags = new LinkedHashMap<>();
    note.frontMatter().tags().forEach(tag -> tags.putIfAbsent(lower(tag), tag));
    if (note.source().indexOf('#') < 0) {
      return List.copyOf(tags.values());
    }
    Node root = note.document();
    Node node = root.getFirstChild();
    while (node != null) {
      if (node instanceof Text text) {
        find(text.getLiteral(), tags);
      }
      node = node instanceof Link ? Tree.nextOutside(node, root) : Tree.next(node, root);
    }
    return Collections.unmodifiableList(new ArrayList<>(tags.values()));
  }

  private static void find(String text, Map<String, String> tags) {
    if (text.indexOf('#') < 0) {
      return;
    }
    Matcher matcher = TAG.matcher(text);
    while (matcher.find()) {
      String tag = matcher.group(1);
      while (tag.endsWith("/") || tag.endsWith("-")) {
        tag = tag.substring(0, tag.length() - 1);
      }
      if (!tag.chars().allMatch(c -> c >= '0' && c <= '9')) {
        tags.putIfAbsent(lower(tag), tag);
      }
    }
  }

  private static String lower(String tag) {
    return tag.toLowerCase(Locale.ROOT);
  }
}
