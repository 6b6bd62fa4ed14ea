package dev.parley.notes;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/** Finds out where the links of a note lead. */
final class NoteLinks {
  private final Library library;

  NoteLinks(Library library) {
    this.library = library;
  }

  List<NoteLink> of(Note note) {
    List<NoteLink> links = new ArrayList<>();
    Node root = note.document();
    for (Node node = root.getFirstChild(); node != null; node = Tree.next(node, root)) {
      if (node instanceof WikiLink link) {
        links.add(resolve(note, link.text(), link.target(), true));
      } else if (node instanceof Link link && isLocal(link.getDestination())) {
        links.add(resolve(note, Tree.text(link), link.getDestination(), false));
      }
    }
    return links;
  }

  private static boolean isLocal(String target) {
    int colon = target.indexOf(':');
    int slash = target.indexOf('/');
    boolean scheme = colon > 1 && (slash < 0 || colon < slash);
    return !target.isEmpty() && !scheme && !target.startsWith("//");
  }

  private NoteLink resolve(Note from, String text, String target, boolean wiki) {
    Lookup lookup = library.follow(from, target);
    if (lookup instanceof Lookup.Found found) {
      return new NoteLink(text, target, wiki, Optional.of(found.note()), found.section(), false);
    }
    boolean file = lookup instanceof Lookup.NoNote && isFile(from, target);
    return new NoteLink(text, target, wiki, lookup.found(), Optional.empty(), !file);
  }

  /** A picture, a program: something that is there but no note. */
  private static boolean isFile(Note from, String target) {
    try {
      return from.origin()
          .map(Path::toAbsolutePath)
          .map(Path::getParent)
          .filter(folder -> Files.exists(folder.resolve(target)))
          .isPresent();
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
