package dev.parley.notes;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds notes by what they may be called. */
final class NoteFinder {
  private static final int MOST_NEAR = 5;

  private final Library library;
  private final Language preferred;

  NoteFinder(Library library, Language preferred) {
    this.library = library;
    this.preferred = preferred;
  }

  Lookup find(String name) {
    int hash = name.indexOf('#');
    String noteName = (hash < 0 ? name : name.substring(0, hash)).strip();
    String section = hash < 0 ? "" : name.substring(hash + 1).strip();
    Optional<Note> file = file(noteName);
    if (file.isPresent()) {
      return inNote(file.get(), section);
    }
    List<Note> matches = matches(noteName);
    if (matches.isEmpty()) {
      return new Lookup.NoNote(noteName, near(noteName));
    }
    if (matches.size() > 1) {
      return new Lookup.Ambiguous(noteName, matches);
    }
    return inNote(matches.get(0), section);
  }

  /** A link: by path from where the note is, else by name. */
  Lookup follow(Note from, String target) {
    String decoded = decode(target);
    int hash = decoded.indexOf('#');
    String path = hash < 0 ? decoded : decoded.substring(0, hash);
    String section = hash < 0 ? "" : decoded.substring(hash + 1);
    if (path.isBlank()) {
      return inNote(from, section);
    }
    Optional<Note> beside = beside(from, path);
    if (beside.isPresent()) {
      return inNote(beside.get(), section);
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    String id =
        name.toLowerCase(Locale.ROOT).endsWith(".md") ? name.substring(0, name.length() - 3) : name;
    // A wikilink is a name; a path that leads nowhere is broken, but in a bundled note, which has
    // no place of its own.
    boolean file = !id.equals(name);
    if (file && from.origin().isPresent()) {
      return new Lookup.NoNote(path, near(id));
    }
    List<Note> exact = choose(note -> isNamed(note, id), from);
    return exact.isEmpty() ? new Lookup.NoNote(path, near(id)) : inNote(exact.get(0), section);
  }

  private Optional<Note> beside(Note from, String path) {
    Path folder = from.origin().map(Path::toAbsolutePath).map(Path::getParent).orElse(null);
    if (folder == null) {
      return Optional.empty();
    }
    try {
      Path file = folder.resolve(path).normalize();
      Optional<Note> found = library.note(file);
      return found.isPresent() ? found : library.note(folder.resolve(path + ".md").normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private Lookup inNote(Note note, String section) {
    if (section.isEmpty()) {
      return new Lookup.Found(note, Optional.empty());
    }
    Optional<Section> found = note.section(section);
    if (found.isPresent()) {
      return new Lookup.Found(note, found);
    }
    // The reader of one language may name a section of the other.
    if (note.origin().isEmpty()) {
      for (Language language : Language.values()) {
        Optional<Note> other = library.bundled(note.id(), language);
        if (other.flatMap(n -> n.section(section)).isPresent()) {
          return new Lookup.Found(other.get(), other.get().section(section));
        }
      }
    }
    String key = Slugs.key(section);
    List<Section> near =
        note.sections().stream()
            .filter(s -> Slugs.key(s.title()).contains(key) || Slugs.key(s.slug()).contains(key))
            .limit(MOST_NEAR)
            .toList();
    return near.size() == 1
        ? new Lookup.Found(note, Optional.of(near.get(0)))
        : new Lookup.NoSection(note, section, near);
  }

  /** A name that looks like a path is one. */
  private Optional<Note> file(String name) {
    boolean looks =
        name.contains("/") || name.contains("\\") || name.toLowerCase(Locale.ROOT).endsWith(".md");
    try {
      return looks ? library.note(Path.of(name)) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private List<Note> matches(String name) {
    if (Slugs.key(name).isEmpty()) {
      return List.of();
    }
    List<Note> exact = choose(note -> isNamed(note, name), null);
    if (!exact.isEmpty()) {
      return exact.subList(0, 1);
    }
    List<String> wanted = Words.of(name).stream().map(w -> lower(w.text())).toList();
    return choose(note -> begins(note, wanted), null);
  }

  /** Those that fit, in the order of preference, a note in two languages once. */
  private List<Note> choose(Predicate<Note> fits, @Nullable Note from) {
    List<Note> chosen = new ArrayList<>();
    if (from != null && from.origin().isPresent()) {
      library.all().stream().filter(n -> n.origin().isPresent()).filter(fits).forEach(chosen::add);
    }
    for (boolean first : new boolean[] {true, false}) {
      for (Note note : library.all()) {
        boolean own = note.origin().isPresent() || note.language() == preferred;
        if (own == first && fits.test(note) && chosen.stream().noneMatch(c -> isSame(c, note))) {
          chosen.add(note);
        }
      }
    }
    return chosen;
  }

  private static boolean isSame(Note one, Note other) {
    return one.equals(other)
        || (one.origin().isEmpty() && other.origin().isEmpty() && one.id().equals(other.id()));
  }

  private static boolean isNamed(Note note, String name) {
    String key = Slugs.key(name);
    return names(note).stream().anyMatch(n -> Slugs.key(n).equals(key))
        || note.origin().filter(path -> endsWith(path, name)).isPresent();
  }

  private static boolean endsWith(Path path, String name) {
    try {
      return path.endsWith(Path.of(name + ".md")) || path.endsWith(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static List<String> names(Note note) {
    List<String> names = new ArrayList<>(List.of(note.id(), note.title()));
    names.addAll(note.frontMatter().aliases());
    return names;
  }

  /** Every word asked for is the beginning of a word of one name. */
  private static boolean begins(Note note, List<String> wanted) {
    return names(note).stream()
        .map(Words::of)
        .anyMatch(
            words ->
                wanted.stream()
                    .allMatch(
                        w -> words.stream().anyMatch(has -> lower(has.text()).startsWith(w))));
  }

  private List<String> near(String name) {
    String key = Slugs.key(name);
    int most = Math.max(1, (key.length() + 1) / 3);
    return library.notes(preferred).stream()
        .filter(
            note ->
                names(note).stream()
                    .map(Slugs::key)
                    .anyMatch(
                        k ->
                            Distance.between(k, key) <= most
                                || (key.length() > 2 && k.contains(key))))
        .map(Note::id)
        .distinct()
        .limit(MOST_NEAR)
        .toList();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String decode(String target) {
    if (target.indexOf('%') < 0) {
      return target;
    }
    try {
      return URLDecoder.decode(target.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return target;
    }
  }
}
