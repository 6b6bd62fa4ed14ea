/** What is typed: the list of commands, how a line is read, and what a command works with. */
@NullMarked
package dev.parley.commands;

import org.jspecify.annotations.NullMarked;
