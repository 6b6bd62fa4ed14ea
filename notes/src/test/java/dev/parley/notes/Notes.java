package dev.parley.notes;

import java.nio.file.Path;
import java.util.Optional;

/** Makes notes for tests. */
public final class Notes {
  private Notes() {}

  /** A bundled note. */
  public static Note bundled(String id, String source) {
    return new NoteParser().parse(source, id, Optional.empty());
  }

  /** A note in a file that need not be there. */
  public static Note foreign(String id, String source) {
    return new NoteParser().parse(source, id, Optional.of(Path.of(id + ".md")));
  }
}
