package dev.parley.commands;

import dev.parley.notes.Cell;
import dev.parley.notes.Language;
import dev.parley.notes.Library;
import dev.parley.notes.Note;
import dev.parley.notes.Section;
import dev.parley.notes.render.NumberedLink;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the reader is: the language, the open note, the section and the next cell. */
public final class Reading {
  private static final int WAY_BACK = 100;

  private Library library;
  private final Surroundings surroundings;
  private final Deque<Place> visited = new ArrayDeque<>();
  private Language language;
  private Optional<Place> place = Optional.empty();
  private List<NumberedLink> links = List.of();
  private List<Place> found = List.of();
  private int nextCell;
  private boolean begun;

  Reading(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.library = surroundings.library();
    this.language = surroundings.language();
  }

  /**
   * @param section empty for the whole note
   */
  public record Place(Note note, Optional<Section> section) {}

  public Library library() {
    return library;
  }

  /** Adds the notes of a folder. */
  public void vault(Path folder) {
    library = library.withVault(folder);
  }

  /** Titles by address, of the notes that a reader of the language chooses from. */
  public Map<String, String> titles() {
    return library.titles(language);
  }

  public Language language() {
    return language;
  }

  /** A bundled note that is open goes on in this language at the same place. */
  public void language(Language chosen) {
    language = chosen;
    place = place.map(this::translated);
  }

  private Place translated(Place open) {
    Note note = open.note();
    return library.bundledNotes().stream()
        .filter(other -> note.origin().isEmpty() && other.id().equals(note.id()))
        .filter(other -> other.language() == language)
        .findFirst()
        .map(other -> new Place(other, open.section().flatMap(section -> same(section, other))))
        .orElse(open);
  }

  /** Both languages of a bundled note have the same sections. */
  private static Optional<Section> same(Section section, Note other) {
    return other.sections().stream().filter(twin -> twin.number() == section.number()).findFirst();
  }

  public Optional<Note> note() {
    return place.map(Place::note);
  }

  public Optional<Place> place() {
    return place;
  }

  /**
   * @throws UserException if none is open
   */
  public Note requireNote() {
    return note()
        .orElseThrow(
            () ->
                UserException.failed(
                    "no note is open", "notes lists them, open asynchronous opens one"));
  }

  /**
   * The place that {@code note#section} means; without a note, in the open one.
   *
   * @throws UserException if there is none
   */
  public Place find(String reference) {
    if (reference.startsWith("#")) {
      Note open = requireNote();
      return new Place(open, Optional.of(Notebook.section(open, reference.substring(1))));
    }
    return Notebook.find(library, reference, language, surroundings.directory());
  }

  /** Opens a place; {@code back} leads to the one before. */
  public void open(Place opened, boolean remember) {
    if (remember && place.isPresent()) {
      visited.addLast(place.get());
      if (visited.size() > WAY_BACK) {
        visited.removeFirst();
      }
    }
    boolean other = place.isEmpty() || !place.get().note().equals(opened.note());
    place = Optional.of(opened);
    if (other) {
      beginAnew();
    }
    opened
        .section()
        .ifPresent(
            section ->
                cellsBelow(opened.note(), section).stream()
                    .findFirst()
                    .ifPresent(cell -> nextCell = cell.number() - 1));
  }

  /** The place before this one, which is forgotten. */
  public Optional<Place> goBack() {
    return Optional.ofNullable(visited.pollLast());
  }

  /**
   * The section after the one that is open, which was shown with its subsections, and after the
   * last one whose cells were reached. If the note is open as a whole, its first section that is
   * not the whole note again.
   */
  public Optional<Section> following() {
    Note note = requireNote();
    int shown =
        Math.max(
            place.flatMap(Place::section).map(section -> last(note, section)).orElse(0),
            reached(note));
    return note.sections().stream()
        .filter(section -> section.number() > shown)
        .filter(section -> shown > 0 || !isWhole(note, section))
        .findFirst();
  }

  /** The number of the last section with a cell that was reached; 0 if there is none. */
  private int reached(Note note) {
    return note.sections().stream()
        .filter(section -> section.cells().stream().anyMatch(cell -> cell.number() <= nextCell))
        .mapToInt(Section::number)
        .max()
        .orElse(0);
  }

  /** The number of the last section that is shown with this one. */
  private static int last(Note note, Section section) {
    return note.sections().stream()
        .filter(later -> later.number() > section.number() && later.level() <= section.level())
        .findFirst()
        .map(later -> later.number() - 1)
        .orElse(note.sections().size());
  }

  /** Whether nothing but headings above it is missing when this section is shown. */
  private static boolean isWhole(Note note, Section section) {
    return section.level() <= 1
        && last(note, section) == note.sections().size()
        && note.sections().stream()
            .allMatch(other -> other.number() >= section.number() || other.level() == 0);
  }

  /** The cell that Enter runs. */
  public Optional<Cell> nextCell() {
    return note()
        .flatMap(
            note ->
                note.cells().stream()
                    .filter(cell -> cell.number() > nextCell && !cell.noexec())
                    .findFirst());
  }

  /** A cell of a note is being run; unless it passes, it is the next one again. */
  public void began(Note note, Cell cell) {
    if (isOpen(note)) {
      nextCell = cell.number() - 1;
      begun = true;
    }
  }

  /** A cell of a note is over: the one behind it is next. */
  public void reached(Note note, Cell cell) {
    if (isOpen(note)) {
      nextCell = cell.number();
      begun = true;
    }
  }

  private boolean isOpen(Note note) {
    return note().equals(Optional.of(note));
  }

  /** The reader knows which cell Enter runs. */
  public void begin() {
    begun = true;
  }

  /** Whether {@link #begin} was called, or a cell was run, since the open note was begun. */
  public boolean begun() {
    return begun;
  }

  public void beginAnew() {
    nextCell = 0;
    begun = false;
  }

  /** The links of what was shown last, by number. */
  public List<NumberedLink> links() {
    return links;
  }

  public void links(List<NumberedLink> shown) {
    links = shown;
    found = List.of();
  }

  /** What was searched for and is listed by number; empty once a note is shown. */
  public List<Place> found() {
    return found;
  }

  public void found(List<Place> places) {
    found = List.copyOf(places);
  }

  /** The cells of a section and of its subsections. */
  public static List<Cell> cellsBelow(Note note, Section section) {
    List<Cell> cells = new ArrayList<>(section.cells());
    for (Section later : note.sections()) {
      if (later.number() > section.number()) {
        if (later.level() <= section.level()) {
          break;
        }
        cells.addAll(later.cells());
      }
    }
    return cells;
  }
}
