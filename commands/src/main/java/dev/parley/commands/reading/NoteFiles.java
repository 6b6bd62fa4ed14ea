package dev.parley.commands.reading;

import dev.parley.brokers.support.FileTrouble;
import dev.parley.commands.Notebook;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;
import dev.parley.notes.Note;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The notes in a folder and in the folders below it. */
public final class NoteFiles {
  /** A whole disk is no folder of notes, and takes minutes. */
  private static final int MOST_LOOKED_AT = 20_000;

  private NoteFiles() {}

  /**
   * What is called like a note and is no file is passed over, and said.
   *
   * @return by path
   * @throws UserException if there are none, or the folder cannot be read
   */
  public static List<Note> below(Path folder, Session session) {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      int looked = 0;
      for (Path file : (Iterable<Path>) files::iterator) {
        if (++looked > MOST_LOOKED_AT) {
          throw UserException.failed(
              folder + " holds more than " + MOST_LOOKED_AT + " files",
              "name the folder with the notes in it");
        }
        // Editors keep links that lead nowhere under hidden names.
        if (!file.toString().endsWith(".md") || Files.isDirectory(file) || Files.isHidden(file)) {
          continue;
        }
        Optional<String> noFile = Notebook.noFile(file);
        if (noFile.isEmpty()) {
          found.add(file);
        } else {
          session.output().say(file + " is passed over: it is " + noFile.get());
        }
      }
    } catch (IOException e) {
      throw unreadable(folder, e);
    } catch (UncheckedIOException e) {
      throw unreadable(folder, e.getCause());
    }
    if (found.isEmpty()) {
      throw UserException.failed("no notes in " + folder, "a note is a file that ends with .md");
    }
    return found.stream()
        .sorted()
        .map(file -> session.reading().find(file.toString()).note())
        .toList();
  }

  private static UserException unreadable(Path folder, IOException why) {
    Path file =
        why instanceof FileSystemException about && about.getFile() != null
            ? Path.of(about.getFile())
            : folder;
    return UserException.failed("cannot read " + file + ": " + FileTrouble.said(why), "");
  }
}
