package dev.parley.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/**
 * A link as a note has it, wherever it leads; those to the web are none here.
 *
 * @param text what the reader sees
 * @param wiki whether it was written {@code [[…]]}
 * @param file the {@link Slugs#key} of the file's name in it, without {@code .md}
 * @param name the key of all of it that is not the section
 */
record WrittenLink(String text, String target, boolean wiki, String file, String name) {
  private static WrittenLink of(String text, String target, boolean wiki) {
    String decoded = NoteFinder.decode(target);
    int hash = decoded.indexOf('#');
    String path = hash < 0 ? decoded : decoded.substring(0, hash);
    String file = path.substring(path.lastIndexOf('/') + 1);
    boolean ending = file.toLowerCase(Locale.ROOT).endsWith(".md");
    return new WrittenLink(
        text,
        target,
        wiki,
        Slugs.key(ending ? file.substring(0, file.length() - 3) : file),
        Slugs.key(path));
  }

  /** Whether it may lead to a note with one of these keys as its names. */
  boolean mayLeadTo(Set<String> keys) {
    return keys.contains(file) || keys.contains(name);
  }

  static List<WrittenLink> of(Note note) {
    List<WrittenLink> links = new ArrayList<>();
    Node root = note.document();
    for (Node node = root.getFirstChild(); node != null; node = Tree.next(node, root)) {
      if (node instanceof WikiLink link) {
        links.add(of(link.text(), link.target(), true));
      } else if (node instanceof Link link && isLocal(link.getDestination())) {
        links.add(of(Tree.text(link), link.getDestination(), false));
      }
    }
    return List.copyOf(links);
  }

  private static boolean isLocal(String target) {
    int colon = target.indexOf(':');
    int slash = target.indexOf('/');
    boolean scheme = colon > 1 && (slash < 0 || colon < slash);
    return !target.isEmpty() && !scheme && !target.startsWith("//");
  }
}
