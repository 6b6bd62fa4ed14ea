package dev.parley.commands;

import dev.parley.notes.render.RenderedLine;
import java.util.List;
import java.util.Optional;

/** What only a screen with a person in front of it can do. */
public interface Screen {
  /** Without one: everything is printed, and nothing is agreed to. */
  Screen NOBODY =
      new Screen() {
        @Override
        public boolean show(List<RenderedLine> lines) {
          return false;
        }

        @Override
        public boolean confirm(String question) {
          return false;
        }

        @Override
        public Optional<String> secret(String question) {
          return Optional.empty();
        }
      };

  /**
   * Shows lines page by page, if they are more than fit.
   *
   * @return false if they are to be printed instead
   */
  boolean show(List<RenderedLine> lines) throws InterruptedException;

  /** Asks a question; no is the answer if nobody is there. */
  boolean confirm(String question);

  /**
   * Asks for something that is not shown and not kept.
   *
   * @return empty if nobody is there, or nothing was typed
   * @throws InterruptedException if the person gave up
   */
  Optional<String> secret(String question) throws InterruptedException;
}
