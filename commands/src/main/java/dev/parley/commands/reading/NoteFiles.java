package dev.parley.commands.reading;

import dev.parley.commands.Reading;
import dev.parley.commands.UserException;
import dev.parley.notes.Note;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The notes in a folder and in the folders below it. */
public final class NoteFiles {
  private NoteFiles() {}

  /**
   * @return by path
   * @throws UserException if there are none, or the folder cannot be read
   */
  public static List<Note> below(Path folder, Reading reading) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Note> notes =
          files
              .filter(file -> file.toString().endsWith(".md") && Files.isRegularFile(file))
              .sorted()
              .map(file -> reading.find(file.toString()).note())
              .toList();
      if (notes.isEmpty()) {
        throw UserException.failed("no notes in " + folder, "a note is a file that ends with .md");
      }
      return notes;
    } catch (IOException | UncheckedIOException e) {
      throw UserException.failed("cannot read " + folder + ": " + e.getMessage(), "");
    }
  }
}
