package dev.parley.notes;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out where the links of a note lead. */
final class NoteLinks {
  private final NoteFinder finder;
  private final NoteIndex index;

  NoteLinks(NoteFinder finder, NoteIndex index) {
    this.finder = finder;
    this.index = index;
  }

  List<NoteLink> of(Note note) {
    return index.links(note).stream().map(link -> resolve(note, link)).toList();
  }

  /** The other notes with a link to this one. */
  List<Note> to(Note note) {
    Set<String> keys = NoteFinder.names(note).stream().map(Slugs::key).collect(Collectors.toSet());
    return index.notes().stream()
        .filter(other -> !other.equals(note))
        .filter(
            other ->
                index.links(other).stream()
                    .filter(link -> link.mayLeadTo(keys))
                    .anyMatch(link -> finder.leadsTo(other, link.target(), note)))
        .toList();
  }

  private NoteLink resolve(Note from, WrittenLink link) {
    Lookup lookup = finder.follow(from, link.target());
    if (lookup instanceof Lookup.Found found) {
      return new NoteLink(
          link.text(),
          link.target(),
          link.wiki(),
          Optional.of(found.note()),
          found.section(),
          false);
    }
    boolean file = lookup instanceof Lookup.NoNote && isFile(from, link.target());
    return new NoteLink(
        link.text(), link.target(), link.wiki(), lookup.found(), Optional.empty(), !file);
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
