package dev.parley.commands;

import dev.parley.brokers.support.FileTrouble;
import dev.parley.notes.Language;
import dev.parley.notes.Library;
import dev.parley.notes.Lookup;
import dev.parley.notes.Note;
import dev.parley.notes.Offers;
import dev.parley.notes.Section;
import dev.parley.notes.Warning;
import dev.parley.notes.render.NoteRenderer;
import dev.parley.notes.render.RenderedNote;
import dev.parley.notes.render.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The library as the commands ask it: in one line what is wrong, and what to do. */
public final class Notebook {
  private static final int MOST_WARNINGS = 3;

  private Notebook() {}

  /**
   * Finds {@code note}, {@code note#section} or a file.
   *
   * @throws UserException if there is none, or there are several
   */
  static Reading.Place find(Library library, String reference, Language language, Path directory) {
    int hash = reference.indexOf('#');
    String name = hash < 0 ? reference : reference.substring(0, hash);
    Optional<Path> file = file(name, directory);
    if (file.isPresent()) {
      // Beside a foreign note stands what the bundled ones can show of it.
      library.prepareDemonstrations();
      Note note = read(library, file.get());
      return new Reading.Place(
          note,
          hash < 0 ? Optional.empty() : Optional.of(section(note, reference.substring(hash + 1))));
    }
    Lookup lookup = library.find(reference, language);
    if (lookup instanceof Lookup.Found found) {
      return new Reading.Place(found.note(), found.section());
    }
    if (lookup instanceof Lookup.NoSection missing) {
      throw noSection(missing.note(), missing.name(), missing.near());
    }
    if (lookup instanceof Lookup.Ambiguous several) {
      throw UserException.failed(
          reference + " is the name of several notes",
          several.notes().stream().map(library::address).collect(Collectors.joining(", ")));
    }
    library.unreadable(name).ifPresent(unreadable -> read(library, unreadable));
    requireNote(name, directory);
    List<String> near = lookup instanceof Lookup.NoNote none ? none.near() : List.of();
    throw UserException.failed(
        "no note is called " + reference,
        near.isEmpty() ? "notes lists them" : "did you mean " + near.get(0) + "?");
  }

  /** The section of a note that a name means. */
  static Section section(Note note, String name) {
    return note.section(name).orElseThrow(() -> noSection(note, name, List.of()));
  }

  private static UserException noSection(Note note, String name, List<Section> near) {
    List<String> slugs = note.sections().stream().map(Section::slug).toList();
    Optional<String> meant =
        near.stream().findFirst().map(Section::slug).or(() -> Similar.to(name, slugs));
    return UserException.failed(
        "no section " + name + " in " + note.id(),
        meant
            .map(slug -> "did you mean " + slug + "?")
            .orElse("toc " + Quotes.typed(note.id()) + " lists them"));
  }

  /**
   * A name with a slash or an ending is a file's; so is one of a file that is there and no note's.
   */
  private static Optional<Path> file(String name, Path directory) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path path = directory.resolve(name).normalize();
      boolean looksLikeFile = name.contains("/") || name.endsWith(".md");
      if (Files.isRegularFile(path) && looksLikeFile) {
        return Optional.of(path);
      }
    } catch (InvalidPathException notAPath) {
      // Then it is a name.
    }
    return Optional.empty();
  }

  /**
   * Says what is there in the place of a note.
   *
   * @throws UserException if there is something
   */
  private static void requireNote(String name, Path directory) {
    Path path;
    try {
      path = directory.resolve(name).normalize();
    } catch (InvalidPathException notAPath) {
      return;
    }
    if (name.isEmpty() || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    noFile(path)
        .ifPresent(
            what -> {
              throw UserException.failed(
                  name + " is " + what,
                  Files.isDirectory(path)
                      ? "vault " + Quotes.typed(name) + " adds the notes in it"
                      : "a note is a file that ends with .md");
            });
    throw UserException.failed(
        "no note is called " + name, "is the file ./" + name + " meant? With ./ it is");
  }

  /** What something is that is there and no file; empty if it is a file. */
  public static Optional<String> noFile(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? Optional.empty()
          : Optional.of(
              attributes.isDirectory() ? "a folder, not a note" : "a pipe or a device, not a file");
    } catch (NoSuchFileException e) {
      return Optional.of("a link that leads nowhere");
    } catch (IOException e) {
      return Optional.of("not readable: " + FileTrouble.said(e));
    }
  }

  private static Note read(Library library, Path file) {
    try {
      return library.read(file);
    } catch (IOException e) {
      throw UserException.failed("cannot read " + file + ": " + FileTrouble.said(e), "");
    }
  }

  /** Says what of a note could not be taken as it was meant: in its order, cut short. */
  public static void warn(Output output, Note note) {
    List<Warning> warnings = note.warnings();
    for (Warning warning : warnings.subList(0, Math.min(MOST_WARNINGS, warnings.size()))) {
      output.say(SafeText.oneLine(note.id() + ", " + warning));
    }
    int more = warnings.size() - MOST_WARNINGS;
    if (more > 0) {
      output.say(
          SafeText.oneLine(note.id())
              + ": "
              + more
              + (more == 1 ? " more warning" : " more warnings"));
    }
  }

  /** A note as it is shown: a foreign one with what the bundled notes can show live. */
  public static RenderedNote render(Session session, Note note, int width)
      throws InterruptedException {
    Offers offers =
        note.origin().isEmpty()
            ? Offers.none()
            : session.reading().library().demonstrations().of(note);
    return new NoteRenderer(session.output().theme(), width).render(note, offers::beside);
  }
}
