/** Markup of Obsidian and GitHub that CommonMark does not have. */
@org.jspecify.annotations.NullMarked
package dev.parley.notes.markup;
