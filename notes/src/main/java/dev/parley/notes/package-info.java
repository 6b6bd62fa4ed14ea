/**
 * What is read: Markdown notes with sections and cells, the {@link dev.parley.notes.Library} that
 * holds them, what leads from one to another, and who may run their cells.
 */
@NullMarked
package dev.parley.notes;

import org.jspecify.annotations.NullMarked;
