/** Commands that open notes and move about in them. */
@NullMarked
package dev.parley.commands.reading;

import org.jspecify.annotations.NullMarked;
