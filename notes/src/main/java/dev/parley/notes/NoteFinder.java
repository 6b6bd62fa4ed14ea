package dev.parley.notes;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds notes by what they may be called. */
final class NoteFinder {
  private static final int MOST_NEAR = 5;

  private final Library library;
  private final NoteIndex index;
  private final Language preferred;

  NoteFinder(Library library, NoteIndex index, Language preferred) {
    this.library = library;
    this.index = index;
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
    Lookup found = inNote(matches.get(0), section);
    // What is offered beside a note names a section of a bundled one, whose id the reader's may
    // have.
    return found instanceof Lookup.NoSection
        ? library
            .bundled(noteName, preferred)
            .filter(note -> note.section(section).isPresent())
            .map(note -> inNote(note, section))
            .orElse(found)
        : found;
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
    Optional<Note> found = beside(from, path).flatMap(this::at).or(() -> named(from, path));
    return found
        .map(note -> inNote(note, section))
        .orElseGet(() -> new Lookup.NoNote(path, List.of()));
  }

  /** Whether a link leads to a note, whatever section; looked for among the known notes only. */
  boolean leadsTo(Note from, String target, Note note) {
    String decoded = decode(target);
    int hash = decoded.indexOf('#');
    String path = hash < 0 ? decoded : decoded.substring(0, hash);
    if (path.isBlank()) {
      return false;
    }
    Optional<Path> file = beside(from, path);
    if (file.isPresent() && note.origin().isPresent()) {
      Path origin = note.origin().get();
      if (origin.equals(file.get()) || origin.equals(withEnding(file.get()))) {
        return true;
      }
    }
    return file.flatMap(index::at)
        .or(() -> file.map(NoteFinder::withEnding).flatMap(index::at))
        .or(() -> named(from, path))
        .filter(note::equals)
        .isPresent();
  }

  private static Optional<Path> beside(Note from, String path) {
    try {
      return from.origin()
          .map(Path::toAbsolutePath)
          .map(Path::getParent)
          .map(folder -> folder.resolve(path).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private Optional<Note> at(Path file) {
    Path note = withEnding(file);
    return index
        .at(file)
        .or(() -> index.at(note))
        .or(() -> library.note(file))
        .or(() -> library.note(note));
  }

  private static Path withEnding(Path file) {
    return file.resolveSibling(file.getFileName() + ".md");
  }

  /**
   * A wikilink is a name. A path that leads nowhere is broken, but in a bundled note, which has no
   * place of its own.
   */
  private Optional<Note> named(Note from, String path) {
    boolean file = path.toLowerCase(Locale.ROOT).endsWith(".md");
    if (file && from.origin().isPresent()) {
      return Optional.empty();
    }
    String name = file ? path.substring(path.lastIndexOf('/') + 1, path.length() - 3) : path;
    // A bundled note means another one, whatever the reader's are called.
    List<Note> notes =
        index.named(from.origin().isPresent() ? name : index.addresses().ofBundled(name));
    return notes.size() < 2
        ? notes.stream().findFirst()
        : notes.stream().min(Comparator.comparingInt(note -> distance(from, note)));
  }

  /** The folders between two notes; a note of the same kind and language is nearer than others. */
  private static int distance(Note from, Note to) {
    if (from.origin().isEmpty() || to.origin().isEmpty()) {
      int kind = from.origin().isPresent() == to.origin().isPresent() ? 0 : 20_000;
      return kind + (from.language() == to.language() ? 0 : 10_000);
    }
    Path one = from.origin().get();
    Path other = to.origin().get();
    int common = 0;
    int most = Math.min(one.getNameCount(), other.getNameCount());
    while (common < most && one.getName(common).equals(other.getName(common))) {
      common++;
    }
    return one.getNameCount() + other.getNameCount() - 2 * common;
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
    List<Note> exact = choose(index.named(name));
    if (!exact.isEmpty()) {
      return exact;
    }
    List<String> wanted = Words.of(name).stream().map(w -> lower(w.text())).toList();
    return wanted.isEmpty()
        ? List.of()
        : choose(index.notes().stream().filter(note -> begins(note, wanted)).toList());
  }

  /** A note in two languages once, in the preferred one if it is there. */
  private List<Note> choose(List<Note> notes) {
    List<Note> chosen = new ArrayList<>();
    for (Note note : notes) {
      boolean own = note.origin().isPresent() || note.language() == preferred;
      if (own || notes.stream().noneMatch(other -> isTranslation(note, other))) {
        chosen.add(note);
      }
    }
    return chosen;
  }

  private boolean isTranslation(Note note, Note other) {
    return other.origin().isEmpty()
        && other.language() == preferred
        && other.id().equals(note.id());
  }

  static List<String> names(Note note) {
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
    return choose(index.notes()).stream()
        .filter(
            note ->
                names(note).stream()
                    .map(Slugs::key)
                    .anyMatch(
                        k ->
                            Distance.between(k, key) <= most
                                || (key.length() > 2 && k.contains(key))))
        .map(index.addresses()::of)
        .distinct()
        .limit(MOST_NEAR)
        .toList();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  static String decode(String target) {
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
