/** Commands about the shell itself. */
@NullMarked
package dev.parley.commands.shell;

import org.jspecify.annotations.NullMarked;
