package dev.parley.notes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.Node;

/**
 * A note, parsed.
 *
 * @param id the file's name without {@code .md}
 * @param title from the front matter, else the first heading of level 1, else the id
 * @param language what it is written in
 * @param origin the file it was read from; empty for a bundled note
 * @param frontMatter what stands above it
 * @param sections in the order of the note
 * @param cells in the order of the note, those of all sections
 * @param document the Markdown tree; to be read, never changed
 * @param anchors which nodes of the document are sections and cells
 * @param source the text as it was read
 * @param warnings what could not be taken as it was meant
 */
public record Note(
    String id,
    String title,
    Language language,
    Optional<Path> origin,
    FrontMatter frontMatter,
    List<Section> sections,
    List<Cell> cells,
    Node document,
    Anchors anchors,
    String source,
    List<Warning> warnings) {

  public Note {
    sections = List.copyOf(sections);
    cells = List.copyOf(cells);
    warnings = List.copyOf(warnings);
  }

  /**
   * The section that a name means: its slug, or its heading as Obsidian writes it. Case,
   * punctuation and spaces make no difference; of several with the same heading it is the first,
   * the next ones are reached with {@code -1}, {@code -2}… A path of headings, {@code A#B}, means
   * the last. An anchor {@code <a id="x">} and a block {@code ^x} mean the section they stand in.
   */
  public Optional<Section> section(String name) {
    return Slugs.find(sections, name)
        .or(
            () ->
                Optional.ofNullable(anchors.marks().get(name))
                    .flatMap(slug -> Slugs.find(sections, slug)));
  }

  /** The cell with this number or name. */
  public Optional<Cell> cell(String numberOrName) {
    return cells.stream()
        .filter(
            cell ->
                String.valueOf(cell.number()).equals(numberOrName)
                    || cell.name().filter(numberOrName::equals).isPresent())
        .findFirst();
  }

  /** Two notes are the same if they are read from the same place with the same text. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Note note
        && id.equals(note.id)
        && language == note.language
        && origin.equals(note.origin)
        && source.equals(note.source);
  }

  @Override
  public int hashCode() {
    return id.hashCode() * 31 + source.hashCode();
  }

  @Override
  public String toString() {
    return "Note[" + id + ", " + language.code() + "]";
  }
}
