package dev.parley.notes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A note that can be read, from wherever it is kept. */
interface NoteFile {
  /** The file's name without {@code .md}. */
  String id();

  /** What it is written in, as far as its place says so. */
  Optional<Language> language();

  /** The file; empty for a bundled note. */
  Optional<Path> path();

  /**
   * @throws IOException also if it is too large, or not UTF-8
   */
  String read() throws IOException;

  /** Changes whenever the content may have changed. */
  String version() throws IOException;
}
