package dev.parley.notes.render;

import dev.parley.notes.Demonstration;
import dev.parley.notes.Note;
import dev.parley.notes.Section;
import java.util.List;
import java.util.function.Function;

/** Renders notes for a terminal of a given width. */
public final class NoteRenderer {
  /** Running text is never wider than this, however wide the terminal is; tables may be. */
  public static final int MAX_COLUMNS = 100;

  private static final int MIN_COLUMNS = 20;

  private final Theme theme;
  private final int columns;
  private final int screen;

  /**
   * @param columns the width of the terminal
   */
  public NoteRenderer(Theme theme, int columns) {
    this.theme = theme;
    this.columns = Math.max(MIN_COLUMNS, Math.min(MAX_COLUMNS, columns));
    this.screen = Math.max(MIN_COLUMNS, columns);
  }

  /** Renders a note with its own cells alone. */
  public RenderedNote render(Note note) {
    return render(note, section -> List.of());
  }

  /**
   * Renders a note.
   *
   * @param demonstrations what is offered beside a section; asked once for each, in their order
   */
  public RenderedNote render(Note note, Function<Section, List<Demonstration>> demonstrations) {
    return new Page(theme, columns, screen, note, demonstrations).render();
  }
}
