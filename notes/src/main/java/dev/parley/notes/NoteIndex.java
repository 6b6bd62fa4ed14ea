package dev.parley.notes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The notes of a library as they were at one moment, by what they may be called. */
final class NoteIndex {
  private final List<Note> notes;
  private final Addresses addresses;
  private final Map<Path, Note> byPath = new HashMap<>();
  private final Map<String, Set<Note>> byAddress = new HashMap<>();
  private final Map<String, Set<Note>> byId = new HashMap<>();
  private final Map<String, Set<Note>> byName = new HashMap<>();

  /** What a note says about where it leads; collected when it is first asked for. */
  private final ConcurrentMap<Note, List<WrittenLink>> links = new ConcurrentHashMap<>();

  NoteIndex(List<Note> notes, Addresses addresses) {
    this.notes = List.copyOf(notes);
    this.addresses = addresses;
    for (Note note : notes) {
      note.origin().ifPresent(path -> byPath.put(path, note));
      add(byAddress, addresses.of(note), note);
      add(byId, Slugs.key(note.id()), note);
      add(byName, Slugs.key(note.title()), note);
      note.frontMatter().aliases().forEach(alias -> add(byName, Slugs.key(alias), note));
    }
  }

  private static void add(Map<String, Set<Note>> index, String key, Note note) {
    index.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(note);
  }

  /** Whether these are its notes, with the text they have now. */
  boolean holds(List<Note> others) {
    return notes.equals(others);
  }

  List<Note> notes() {
    return notes;
  }

  Addresses addresses() {
    return addresses;
  }

  Optional<Note> at(Path file) {
    return Optional.ofNullable(byPath.get(file));
  }

  List<WrittenLink> links(Note note) {
    return links.computeIfAbsent(note, WrittenLink::of);
  }

  /**
   * The notes that are called so: by address, else by id or the end of a path as it is spelled,
   * else however it is spelled, else by title or alias.
   */
  List<Note> named(String name) {
    List<Note> exact = List.copyOf(byAddress.getOrDefault(name, Set.of()));
    if (!exact.isEmpty()) {
      return exact;
    }
    String key = Slugs.key(name);
    if (key.isEmpty()) {
      return List.of();
    }
    List<String> parts = parts(name);
    String last = parts.isEmpty() ? "" : parts.get(parts.size() - 1);
    List<Note> byKey = new ArrayList<>();
    List<Note> bySpelling = new ArrayList<>();
    for (Note note : byId.getOrDefault(Slugs.key(last), Set.of())) {
      if (isBelow(note, parts)) {
        byKey.add(note);
        if (note.id().equals(last)) {
          bySpelling.add(note);
        }
      }
    }
    if (!bySpelling.isEmpty()) {
      return bySpelling;
    }
    return byKey.isEmpty() ? List.copyOf(byName.getOrDefault(key, Set.of())) : byKey;
  }

  private static List<String> parts(String name) {
    String path = name.toLowerCase(Locale.ROOT).endsWith(".md") ? cut(name) : name;
    return List.of(path.replace('\\', '/').split("/+")).stream()
        .filter(part -> !part.isEmpty() && !part.equals(".") && !part.equals(".."))
        .toList();
  }

  private static String cut(String name) {
    return name.substring(0, name.length() - ".md".length());
  }

  private static boolean isBelow(Note note, List<String> parts) {
    Path folder = note.origin().map(Path::getParent).orElse(null);
    for (int i = parts.size() - 2; i >= 0; i--) {
      if (folder == null
          || folder.getFileName() == null
          || !Slugs.key(folder.getFileName().toString()).equals(Slugs.key(parts.get(i)))) {
        return false;
      }
      folder = folder.getParent();
    }
    return true;
  }
}
