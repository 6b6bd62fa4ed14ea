package dev.parley.commands.cell;

import dev.parley.commands.Reading;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;
import dev.parley.notes.Cell;
import dev.parley.notes.Note;
import dev.parley.notes.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cells that the words behind {@code run} mean. */
record Selection(Note note, List<Cell> cells) {

  /**
   * @throws UserException if a word means nothing
   */
  static Selection of(Session session, List<String> words) {
    Reading reading = session.reading();
    if (words.isEmpty()) {
      Note note = reading.requireNote();
      return new Selection(note, reading.nextCell().map(List::of).orElse(List.of()));
    }
    Optional<Note> open = reading.note();
    if (words.size() == 1 && words.get(0).equals("all")) {
      // Also where a cell says so: with those of its own note it would run itself.
      Note note =
          open.orElseThrow(
              () ->
                  UserException.failed(
                      "run all runs the cells of the open note, and none is open",
                      "run NOTE runs those of any other"));
      return new Selection(note, note.cells());
    }
    // NOTE#SECTION means that note, even if the open one has a section of this name.
    boolean named = words.stream().anyMatch(word -> word.indexOf('#') > 0);
    if (open.isPresent() && !named) {
      Optional<List<Cell>> here = inNote(open.get(), words);
      if (here.isPresent()) {
        return new Selection(open.get(), here.get());
      }
    }
    if (words.size() == 1) {
      return elsewhere(reading, words.get(0));
    }
    throw UserException.failed("no such cell: " + String.join(" ", words), "cells lists them");
  }

  private static Optional<List<Cell>> inNote(Note note, List<String> words) {
    List<Cell> cells = new ArrayList<>();
    for (String word : words) {
      Optional<Cell> cell = note.cell(word);
      if (cell.isPresent()) {
        cells.add(cell.get());
        continue;
      }
      Optional<Section> section = note.section(word.startsWith("#") ? word.substring(1) : word);
      if (section.isEmpty()) {
        return Optional.empty();
      }
      cells.addAll(Reading.cellsBelow(note, section.get()));
    }
    return Optional.of(cells);
  }

  private static Selection elsewhere(Reading reading, String word) {
    if (word.chars().allMatch(Character::isDigit)) {
      Note note = reading.requireNote();
      throw UserException.failed(
          "no cell " + word + " in " + note.id(),
          "it has " + note.cells().size() + "; cells lists them");
    }
    Reading.Place place = reading.find(word);
    return new Selection(
        place.note(),
        place
            .section()
            .map(section -> Reading.cellsBelow(place.note(), section))
            .orElse(place.note().cells()));
  }
}
