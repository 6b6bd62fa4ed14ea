/** Runs cells: those of commands and those of Java. */
@NullMarked
package dev.parley.commands.cell;

import org.jspecify.annotations.NullMarked;
