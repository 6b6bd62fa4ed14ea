/** Markdown on a terminal: notes become lines of styled text that are safe to print. */
@NullMarked
package dev.parley.notes.render;

import org.jspecify.annotations.NullMarked;
